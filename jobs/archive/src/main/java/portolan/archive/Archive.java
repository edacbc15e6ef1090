// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one archive.
 *
 * <pre>
 *   assessments/day=2026-01-31/part-....parquet   of a job that runs for ever: by the day of assessed_at, UTC
 *   outcomes/day=2026-01-31/part-....parquet      by the day of reported_at, UTC
 *   assessments/scored/part-....parquet           of a bounded feed: many days in one file
 *   outcomes/scored/part-....parquet
 * </pre>
 *
 * What begins with a dot or an underscore is not finished, or not ours, and is not read.
 *
 * @param assessments in the order of their days, those of many days last
 * @param outcomes likewise
 */
public record Archive(Path directory, List<Path> assessments, List<Path> outcomes) {
    /** Folder of assessments in an archive. */
    public static final String ASSESSMENTS = AssessmentTable.TABLE.name();

    /** Folder of outcomes in an archive. */
    public static final String OUTCOMES = OutcomeTable.TABLE.name();

    /** What a day's folder is called before its date. */
    public static final String DAY = "day=";

    /** The folder of files that are of no one day. */
    public static final String SCORED = "scored";

    /** How a finished file ends. */
    public static final String SUFFIX = ".parquet";

    public Archive {
        assessments = List.copyOf(assessments);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * An archive that is there.
     *
     * @throws ArchiveException when there is nothing to read
     */
    public static Archive open(Path directory) throws ArchiveException {
        Archive archive = in(directory);
        if (archive.isEmpty()) {
            throw new ArchiveException(
                    (Files.isDirectory(directory) ? "no archive is in this directory" : "there is no such directory")
                            + "; name the one that score, run or demo had as --archive, or wait until a running job has finished"
                            + " its first files: directory=" + directory
                            + ", looked for=" + ASSESSMENTS + '/' + DAY + "YYYY-MM-DD/*" + SUFFIX
                            + " and " + ASSESSMENTS + '/' + SCORED + "/*" + SUFFIX);
        }
        return archive;
    }

    /** What is in a directory that may not even be there. */
    public static Archive in(Path directory) throws ArchiveException {
        return new Archive(directory, files(directory.resolve(ASSESSMENTS)), files(directory.resolve(OUTCOMES)));
    }

    public boolean isEmpty() {
        return assessments.isEmpty() && outcomes.isEmpty();
    }

    /**
     * The files that can hold assessments of some days, by the names of their folders.
     *
     * @throws ArchiveException when a folder is named for no day
     */
    public List<Path> assessments(Days days) throws ArchiveException {
        List<Path> files = new ArrayList<>();
        for (Path file : assessments) {
            LocalDate day = day(file);
            if (day == null || days.contains(day)) {
                files.add(file);
            }
        }
        return files;
    }

    /**
     * The day of the last assessment; null when there is none.
     *
     * @throws ArchiveException when a folder is named for no day, or a file cannot be read
     */
    public @Nullable LocalDate lastDay() throws ArchiveException {
        LocalDate last = null;
        for (Path file : assessments) {
            LocalDate day = day(file);
            if (day == null) {
                day = lastDay(file);
            }
            last = last == null || (day != null && day.isAfter(last)) ? day : last;
        }
        return last;
    }

    private static @Nullable LocalDate lastDay(Path path) throws ArchiveException {
        try (ArchiveFile file = ArchiveFile.assessments(path, List.of())) {
            Instant last = file.last();
            return last == null ? null : LocalDate.ofInstant(last, ZoneOffset.UTC);
        }
    }

    /** The day of a file, as its folder is named; null where that is of many days. */
    private static @Nullable LocalDate day(Path file) throws ArchiveException {
        String folder = String.valueOf(file.getName(file.getNameCount() - 2));
        if (folder.equals(SCORED)) {
            return null;
        }
        try {
            return LocalDate.parse(folder.substring(DAY.length()));
        } catch (DateTimeParseException notADate) {
            throw new ArchiveException(
                    "the folder is named for no day; move it out of the archive: file=" + file + ", expected=" + DAY
                            + "YYYY-MM-DD",
                    notADate);
        }
    }

    /** How many assessments there are, by what the files say of themselves. */
    public long assessed() throws ArchiveException {
        long rows = 0;
        for (Path path : assessments) {
            try (ArchiveFile file = ArchiveFile.assessments(path, List.of())) {
                rows += file.rows();
            }
        }
        return rows;
    }

    private static List<Path> files(Path table) throws ArchiveException {
        if (!Files.isDirectory(table)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try {
            for (Path day : in(table, Files::isDirectory)) {
                files.addAll(in(day, file -> isFinished(table.relativize(file)) && Files.isRegularFile(file)));
            }
            return files;
        } catch (IOException unreadable) {
            throw new ArchiveException(
                    "cannot be listed; check who may read it: directory=" + table + ", fault=" + unreadable,
                    unreadable);
        }
    }

    /** Names only: a walk asks after each file, and stops where a running job has just renamed one. */
    private static List<Path> in(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            return there.filter(wanted).sorted().toList();
        }
    }

    private static boolean isFinished(Path file) {
        for (Path step : file) {
            String name = step.toString();
            if (name.startsWith(".") || name.startsWith("_")) {
                return false;
            }
        }
        return file.getNameCount() == 2
                && (file.startsWith(SCORED) || file.toString().startsWith(DAY))
                && file.toString().endsWith(SUFFIX);
    }
}
