package portolan.pipeline.archive;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The finished output of one {@code score}: part files become {@code assessments.jsonl}, {@code alerts.jsonl}, {@code
 * rejects.jsonl} and {@code summary.json}.
 */
public final class ScoredFiles {
    private static final String PARTS = ".parts";
    private static final String SUMMARY = "summary.json";

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
     * Puts the parts of a finished job together, and counts.
     *
     * @param fed what {@link FeedFile#writeTo} gave the job: every filing of it must have come to something
     * @throws IllegalStateException when a line is missing or doubled, or a filing came to nothing
     */
    public static ScoreSummary collect(Path outputDirectory, FeedCounts fed) throws IOException {
        Tally tally = new Tally();
        for (ResultFile<?> file : List.of(new AssessmentFile(), new AlertFile(), new RejectFile(), new NoteFile())) {
            join(outputDirectory, file.name(), tally);
        }
        Files.delete(outputDirectory.resolve("notes"));
        clear(outputDirectory);
        ScoreSummary summary = ScoreSummary.of(fed, tally);
        Files.writeString(outputDirectory.resolve(SUMMARY), summary.toJson());
        return summary;
    }

    private static void join(Path outputDirectory, String name, Tally tally) throws IOException {
        long next = 0;
        try (BufferedWriter out = Files.newBufferedWriter(outputDirectory.resolve(name))) {
            for (Part part : inOrder(parts(outputDirectory, name))) {
                try (BufferedReader in = Files.newBufferedReader(part.path)) {
                    for (String text = in.readLine(); text != null; text = in.readLine()) {
                        PartLine line = PartLine.parse(text);
                        if (line.number() != next) {
                            throw new IllegalStateException("lines are missing or doubled: file=" + part.path
                                    + ", expected number=" + next + ", found=" + line.number());
                        }
                        next++;
                        tally.add(line.tally());
                        out.write(line.line());
                        out.write('\n');
                    }
                }
            }
        }
    }

    /** Parts have random names: their first lines say in which order they were written. */
    private static List<Part> inOrder(Path directory) throws IOException {
        List<Part> parts = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    // Hidden ones were never committed: what is in them was written again.
                    if (!file.getFileName().toString().startsWith(".") && Files.size(file) > 0) {
                        parts.add(new Part(file, firstNumber(file)));
                    }
                }
            }
        }
        parts.sort(Comparator.comparingLong(Part::first));
        return parts;
    }

    private static long firstNumber(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = in.readLine();
            return first == null ? Long.MAX_VALUE : PartLine.parse(first).number();
        }
    }

    private record Part(Path path, long first) {}
}
