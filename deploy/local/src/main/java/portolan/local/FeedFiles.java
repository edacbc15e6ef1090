// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Profile;
import portolan.feeds.formats.MessageFile;
import portolan.pipeline.files.LineFiles;
import portolan.schemas.mapping.CsvMapping;
import portolan.schemas.mapping.MappingException;

/**
 * Which reader a user's file gets: JSON Lines by its own schema, CSV through a mapping, a message of customs or carriers
 * by the field map of its format. Messages and {@code .gz} are seen by their content.
 */
final class FeedFiles {
    private final @Nullable CsvMapping mapping;
    private final @Nullable Profile profile;

    private FeedFiles(@Nullable CsvMapping mapping, @Nullable Profile profile) {
        this.mapping = mapping;
        this.profile = profile;
    }

    /** @throws BadInput when the mapping cannot be used; with all its faults */
    static FeedFiles through(@Nullable Path mappingFile, @Nullable Duration outcomeDelay) {
        if (mappingFile == null) {
            return new FeedFiles(null, null);
        }
        CsvMapping mapping = parsed(mappingFile, "mapping", CsvMapping::parse);
        return new FeedFiles(outcomeDelay == null ? mapping : mapping.withOutcomeDelay(outcomeDelay), null);
    }

    /**
     * The same, and messages by the profile of who sent them.
     *
     * @throws BadInput when the profile cannot be used; with all its faults
     */
    FeedFiles by(@Nullable Path profileFile) {
        if (profileFile == null) {
            return this;
        }
        return new FeedFiles(mapping, parsed(profileFile, "profile", Profile::parse));
    }

    /** What becomes of a text, by the name of its file. */
    private interface Parser<T> {
        T of(String text, String file) throws MappingException;
    }

    private static <T> T parsed(Path file, String what, Parser<T> parser) {
        readable(file, what);
        try {
            return parser.of(Files.readString(file), file.toString());
        } catch (MappingException e) {
            throw new BadInput(e);
        } catch (IOException e) {
            throw new BadInput("cannot read the " + what + ": file=" + file + ", cause=" + e.getMessage(), e);
        }
    }

    /** @param progress says what is odd about messages */
    void addFilings(LineFiles<?> feed, List<Path> files, Progress progress) {
        for (Path file : inFolders(files)) {
            readable(file, "filings");
            if (isCsv(file)) {
                feed.addFilings(file, mappingFor(file));
            } else if (isMessage(file)) {
                feed.addMessage(file, profile, progress::warn);
            } else {
                feed.addFilings(file);
            }
        }
    }

    /** A folder stands for its files, by name; those that begin with a dot are somebody's notes. */
    static List<Path> inFolders(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                inside.filter(file -> Files.isRegularFile(file)
                                && !String.valueOf(file.getFileName()).startsWith("."))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new BadInput("cannot read the folder: dir=" + path + ", cause=" + e.getMessage(), e);
            }
        }
        return files;
    }

    void addOutcomes(LineFiles<?> feed, List<Path> files) {
        for (Path file : inFolders(files)) {
            readable(file, "outcomes");
            if (isCsv(file)) {
                CsvMapping csv = mappingFor(file);
                if (!csv.hasOutcomes()) {
                    throw new BadInput("the mapping has no section 'outcomes', so this file has none: file=" + file);
                }
                feed.addOutcomes(file, csv);
            } else {
                feed.addOutcomes(file);
            }
        }
    }

    private CsvMapping mappingFor(Path file) {
        if (mapping == null) {
            throw new BadInput("a CSV file needs a mapping of its columns, give one with --mapping: file=" + file);
        }
        return mapping;
    }

    private static boolean isMessage(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return MessageFile.isMessage(in);
        } catch (IOException e) {
            throw new BadInput("cannot read filings: file=" + file + ", cause=" + e.getMessage(), e);
        }
    }

    private static boolean isCsv(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }

    static void readable(Path file, String what) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BadInput("cannot read " + what + ", no such file: file=" + file);
        }
    }
}
