// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.SnapshotMetadata;

/**
 * What a job needs to go on elsewhere, as of its last checkpoint, in a folder that any tool may copy.
 *
 * <pre>
 *   data/        the checkpoint's files, as they lie in the state directory
 *   archive/     as of that checkpoint; archive.was says where it was
 *   also/        what else was named
 *   SHA256SUMS   of all, as sha256sum reads it; SHA256SUMS.sum of that
 * </pre>
 */
record Backup(Path directory) {
    private static final String DATA = "data";
    private static final String ARCHIVE = "archive";
    private static final String ARCHIVE_WAS = "archive.was";
    private static final String ALSO = "also";
    private static final String SUMS = "SHA256SUMS";
    private static final String SUM_OF_SUMS = "SHA256SUMS.sum";
    private static final String BLANKS = "  ";
    private static final int SUM_DIGITS = 64;

    /** One fails if a checkpoint is completed within the moment that it takes. */
    private static final int ATTEMPTS = 100;

    private static final long MILLIS_BETWEEN = 50;

    /**
     * Makes one, while the job runs or not. First comes what the job deletes soon: of the checkpoint links, of the archive
     * copies of what is not finished.
     *
     * @param archive of the job, null for none
     * @param also files and folders, which are taken but for keys that are secret
     * @return the checkpoint or savepoint that it is of
     * @throws BadInput if there is none that is intact
     */
    Path create(Path data, @Nullable Path archive, List<Path> also, Consumer<String> say)
            throws IOException, InterruptedException {
        mustBeEmpty(directory);
        Path state = data.toRealPath();
        Path temporary = Private.directory(state.resolve(StateDirectory.TEMPORARY));
        Path archived = archive == null ? directory.resolve(ARCHIVE) : archive.toRealPath();
        List<Path> rows = List.of();
        Snapshot snapshot = null;
        try (WorkingDirectory linked = new WorkingDirectory(Files.createTempDirectory(temporary, "backup-"), true)) {
            String cause = "";
            for (int attempt = 0; snapshot == null; attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new BadInput("there is no backup: data=" + data + ", cause=" + cause);
                }
                Thread.sleep(MILLIS_BETWEEN);
                Path to = linked.path().resolve(Integer.toString(attempt));
                try {
                    List<Path> all = LatestState.complete(state);
                    rows = files(archived);
                    Snapshot newest = link(all, state, to.resolve(DATA));
                    for (Path unfinished :
                            rows.stream().filter(Backup::isUnfinished).toList()) {
                        copy(unfinished, to.resolve(ARCHIVE).resolve(archived.relativize(unfinished)));
                    }
                    cause = "checkpoints follow each other too fast";
                    boolean isOneMoment = all.equals(LatestState.complete(state)) && rows.equals(files(archived));
                    snapshot = isOneMoment ? newest : null;
                } catch (NoSuchFileException | UncheckedIOException | Snapshot.DamagedException e) {
                    cause = "it is damaged: " + e.getMessage();
                }
                if (snapshot != null) {
                    copyAll(to, directory);
                }
            }
        }
        if (archive != null) {
            for (Path finished : rows.stream().filter(row -> !isUnfinished(row)).toList()) {
                copy(finished, directory.resolve(ARCHIVE).resolve(archived.relativize(finished)));
            }
            Files.writeString(directory.resolve(ARCHIVE_WAS), archived.toString());
        }
        for (Path one : also) {
            addPublic(one, say);
        }
        List<Snapshot.Damage> damage = damageOf(state.relativize(snapshot.directory()));
        if (!damage.isEmpty()) {
            throw new BadInput("there is no backup, the checkpoint is damaged: " + LatestState.told(damage));
        }
        seal();
        return snapshot.directory();
    }

    private static Snapshot link(List<Path> all, Path state, Path to) throws IOException, Snapshot.DamagedException {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Path one : all) {
            snapshots.add(Snapshot.in(one, state));
        }
        Snapshot newest = snapshots.stream()
                .max(Comparator.comparingLong(Snapshot::id))
                .orElseThrow(() -> new BadInput("there is no backup, no checkpoint is complete yet: data=" + state));
        Set<Path> files = new HashSet<>(newest.sizes().keySet());
        files.addAll(newest.tables().keySet());
        files.add(newest.directory().resolve(Snapshot.METADATA));
        for (Path file : files) {
            link(file, to.resolve(state.relativize(file)));
        }
        for (String name : List.of("kafka", "own")) {
            copyAll(state.resolve(name), to.resolve(name));
        }
        return newest;
    }

    /** What is not as it was written, each with its file. Reads all. */
    List<String> damage() throws IOException {
        Path sums = directory.resolve(SUMS);
        Path sumOfSums = directory.resolve(SUM_OF_SUMS);
        if (Files.notExists(sums) || Files.notExists(sumOfSums)) {
            return List.of("file=" + sums + ", it or its sum is missing: this is no backup, or was never completed");
        }
        if (!Files.readString(sumOfSums, StandardCharsets.ISO_8859_1).equals(line(sums))) {
            return List.of("file=" + sums + ", its checksum is wrong, or " + SUM_OF_SUMS + " is damaged");
        }
        List<String> damage = new ArrayList<>();
        List<Path> others = files(directory);
        others.removeAll(List.of(sums, sumOfSums));
        for (String line : Files.readAllLines(sums)) {
            Path file = directory.resolve(line.substring(SUM_DIGITS + BLANKS.length()));
            if (!others.remove(file)) {
                damage.add("file=" + file + ", it is missing");
            } else if (!line(file).equals(line + '\n')) {
                damage.add("file=" + file + ", its checksum is wrong");
            }
        }
        others.forEach(file -> damage.add("file=" + file + ", it is not of the backup"));
        return damage;
    }

    /**
     * Puts the state to where a job may go on, and the archive to where it was, as the state names its files.
     *
     * @param data of the job, empty or not there
     * @throws BadInput if the backup is damaged, or something is there
     */
    void restore(Path data) throws IOException {
        List<String> damage = damage();
        if (!damage.isEmpty()) {
            throw new BadInput("the backup is damaged, nothing is restored:\n  " + String.join("\n  ", damage));
        }
        mustBeEmpty(data);
        Path archive = archive();
        if (archive != null) {
            mustBeEmpty(archive);
            copyAll(directory.resolve(ARCHIVE), archive);
        }
        copyAll(directory.resolve(DATA), data);
    }

    /** Where the archive was; null if there was none. */
    @Nullable
    Path archive() throws IOException {
        Path was = directory.resolve(ARCHIVE_WAS);
        return Files.exists(was) ? Path.of(Files.readString(was)) : null;
    }

    /** Has it be complete. */
    void seal() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path file : files(directory)) {
            sums.append(line(file));
        }
        Files.writeString(directory.resolve(SUMS), sums);
        Files.writeString(directory.resolve(SUM_OF_SUMS), line(directory.resolve(SUMS)));
    }

    private String line(Path file) throws IOException {
        return SnapshotMetadata.sum(file) + BLANKS + directory.relativize(file) + '\n';
    }

    /** By the sums that the job wrote, and those in tables. */
    private List<Snapshot.Damage> damageOf(Path snapshot) throws IOException {
        Path data = directory.resolve(DATA).toRealPath();
        try {
            return Snapshot.in(data.resolve(snapshot), data).damageOfTables();
        } catch (Snapshot.DamagedException e) {
            throw new BadInput("there is no backup, the checkpoint is damaged: " + e.getMessage());
        }
    }

    private void addPublic(Path given, Consumer<String> say) throws IOException {
        Path one = given.toRealPath();
        for (Path file : files(one)) {
            if (file.toString().matches(".*\\.(key|p12)")) {
                say.accept("it is secret, and left out of the backup: file=" + file);
            } else {
                copy(
                        file,
                        directory
                                .resolve(ALSO)
                                .resolve(Objects.requireNonNull(one.getParent(), "a root")
                                        .relativize(file)));
            }
        }
    }

    private static void mustBeEmpty(Path directory) throws IOException {
        if (!files(directory).isEmpty()) {
            throw new BadInput("something is there, move it away or name another place: path=" + directory);
        }
        Private.directory(directory);
    }

    private static boolean isUnfinished(Path row) {
        return row.getFileName().toString().matches("[._].*");
    }

    /** In order; none if nothing is there. */
    private static List<Path> files(Path below) throws IOException {
        if (Files.notExists(below)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(below, FileVisitOption.FOLLOW_LINKS)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            copy(file, file.equals(from) ? to : to.resolve(from.relativize(file)));
        }
    }

    private static void copy(Path file, Path to) throws IOException {
        Private.directory(Objects.requireNonNull(to.getParent(), "below a backup"));
        Files.copy(file, to);
        Private.file(to);
    }

    /** Where there are no links, or not to another disk, it is copied. */
    private static void link(Path file, Path to) throws IOException {
        Private.directory(Objects.requireNonNull(to.getParent(), "below a backup"));
        try {
            Files.createLink(to, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, to);
        }
    }
}
