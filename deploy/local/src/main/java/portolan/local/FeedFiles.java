// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.files.LineFiles;
import portolan.schemas.mapping.CsvMapping;
import portolan.schemas.mapping.MappingException;

/**
 * Which reader a user's file gets: JSON Lines by its own schema, CSV through a mapping. {@code .gz} is seen by its
 * content.
 */
final class FeedFiles {
    private final @Nullable CsvMapping mapping;

    private FeedFiles(@Nullable CsvMapping mapping) {
        this.mapping = mapping;
    }

    /** @throws BadInput when the mapping cannot be used; with all its faults */
    static FeedFiles through(@Nullable Path mappingFile, @Nullable Duration outcomeDelay) {
        if (mappingFile == null) {
            return new FeedFiles(null);
        }
        readable(mappingFile, "mapping");
        try {
            CsvMapping mapping = CsvMapping.parse(Files.readString(mappingFile), mappingFile.toString());
            return new FeedFiles(outcomeDelay == null ? mapping : mapping.withOutcomeDelay(outcomeDelay));
        } catch (MappingException e) {
            throw new BadInput(e);
        } catch (IOException e) {
            throw new BadInput("cannot read the mapping: file=" + mappingFile + ", cause=" + e.getMessage(), e);
        }
    }

    void addFilings(LineFiles feed, List<Path> files) {
        for (Path file : files) {
            readable(file, "filings");
            if (isCsv(file)) {
                feed.addFilings(file, mappingFor(file));
            } else {
                feed.addFilings(file);
            }
        }
    }

    void addOutcomes(LineFiles feed, List<Path> files) {
        for (Path file : files) {
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
