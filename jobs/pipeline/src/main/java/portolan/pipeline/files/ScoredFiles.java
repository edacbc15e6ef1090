// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The finished output of one {@code score}: part files become {@code assessments.jsonl}, {@code alerts.jsonl}, {@code
 * rejects.jsonl}, {@code lanes.jsonl} and {@code summary.json}.
 */
public final class ScoredFiles {
    private static final String PARTS = ".parts";
    private static final String SUMMARY = "summary.json";

    /** What all lines count for, beside the files that have them. */
    static final String COUNTS = "counts";

    private ScoredFiles() {}

    static Path parts(Path outputDirectory, String name) {
        return outputDirectory.resolve(PARTS).resolve(name);
    }

    /** Removes the part files of an earlier run, finished or not. */
    public static void clear(Path outputDirectory) throws IOException {
        Path parts = outputDirectory.resolve(PARTS);
        if (!Files.exists(parts)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(parts)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.delete(path);
        }
    }

    /**
     * Moves the results of a finished job to where they belong, and counts.
     *
     * @param fed what {@link FeedFile#writeTo} gave the job: every filing of it must have come to something
     * @param late how many events the job handled behind the order of all inputs
     * @param learning what was fitted
     * @throws IllegalStateException when a line is missing or doubled, or a filing came to nothing
     */
    public static ScoreSummary collect(Path outputDirectory, FeedCounts fed, long late, ScoreLearning learning)
            throws IOException {
        Tally tally = new Tally();
        Map<String, Long> bytes = count(outputDirectory, tally);
        List<ResultFile<?>> files =
                List.of(ResultFile.assessments(), ResultFile.alerts(), ResultFile.rejects(), ResultFile.lanes());
        for (ResultFile<?> file : files) {
            check(outputDirectory, file.name(), bytes.getOrDefault(file.name(), 0L));
        }
        ScoreSummary summary = ScoreSummary.of(fed, tally, late, learning);
        for (ResultFile<?> file : files) {
            move(outputDirectory, file.name());
        }
        clear(outputDirectory);
        Files.writeString(outputDirectory.resolve(SUMMARY), summary.toJson());
        return summary;
    }

    /** Adds up what all results count for. Returns how many bytes their lines have, by file. */
    private static Map<String, Long> count(Path outputDirectory, Tally tally) throws IOException {
        Map<String, Long> next = new HashMap<>();
        Map<String, Long> bytes = new HashMap<>();
        Path counts = part(outputDirectory, COUNTS);
        if (counts == null) {
            return bytes;
        }
        try (BufferedReader in = Files.newBufferedReader(counts)) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                Counted counted = Counted.parse(text);
                long expected = next.getOrDefault(counted.file(), 0L);
                if (counted.first() != expected) {
                    throw new IllegalStateException("lines are missing or doubled: file=" + counted.file()
                            + ", expected number=" + expected + ", found=" + counted.first());
                }
                next.put(counted.file(), expected + counted.results());
                bytes.merge(counted.file(), counted.bytes(), Long::sum);
                tally.addCounts(counted.tally());
            }
        }
        return bytes;
    }

    private static void check(Path outputDirectory, String name, long bytes) throws IOException {
        Path part = part(outputDirectory, name);
        long found = part == null ? 0 : Files.size(part);
        if (found != bytes) {
            throw new IllegalStateException(
                    "lines are missing or doubled: file=" + name + ", expected bytes=" + bytes + ", found=" + found);
        }
    }

    private static void move(Path outputDirectory, String name) throws IOException {
        Path part = part(outputDirectory, name);
        Path finished = outputDirectory.resolve(name);
        if (part == null) {
            Files.write(finished, new byte[0]);
        } else {
            Files.move(part, finished, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The one part of a file; null where nothing was written. */
    private static @Nullable Path part(Path outputDirectory, String name) throws IOException {
        Path directory = parts(outputDirectory, name);
        if (!Files.isDirectory(directory)) {
            return null;
        }
        try (Stream<Path> files = Files.list(directory)) {
            // Hidden ones were never committed: what is in them was written again.
            List<Path> parts = files.filter(
                            file -> !file.getFileName().toString().startsWith("."))
                    .toList();
            if (parts.size() > 1) {
                throw new IllegalStateException("more than one part: file=" + name + ", parts=" + parts);
            }
            return parts.isEmpty() ? null : parts.get(0);
        }
    }
}
