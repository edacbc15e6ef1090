// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run that was killed leaves in its state directory, and nobody else would delete: Flink's temporary files,
 * RocksDB's own, and files of jobs that are on its list and that no snapshot names to which a job may still go back.
 */
final class Leftovers {
    /** The one to go on from, and the one before it, as {@code execution.checkpointing.num-retained} has it. */
    private static final int SNAPSHOTS_KEPT = 2;

    private static final double BYTES_PER_MEBIBYTE = 1 << 20;
    private static final int JOB_LETTERS = 6;

    private long files;
    private long bytes;

    private Leftovers() {}

    /**
     * Deletes them; whoever calls has the directory locked, and no job runs in it.
     *
     * @param state that it has, with something to go on from unless it has none at all
     * @param own directories that jobs own here ({@link OwnList}); all others are the user's, or of another place
     */
    static Leftovers delete(Path directory, LatestState state, Set<Path> own) throws IOException {
        Leftovers deleted = new Leftovers();
        deleted.below(directory.resolve(StateDirectory.TEMPORARY), Set.of());
        // What a damaged one names is not known, and it may be put right by hand.
        if (state.damaged().isEmpty()) {
            Set<Path> kept = deleted.ofCheckpoints(directory, state.intact(), own);
            deleted.ofSavepoints(directory.resolve("savepoints"), own, kept);
        }
        return deleted;
    }

    /** Whether there were any. */
    boolean isEmpty() {
        return files == 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "leftovers of an earlier run are deleted: files=%d, freed=%.1f MiB",
                files,
                bytes / BYTES_PER_MEBIBYTE);
    }

    /** The files of those that are kept, wherever they lie. */
    private Set<Path> ofCheckpoints(Path directory, List<Snapshot> intact, Set<Path> own) throws IOException {
        Path checkpoints = directory.resolve("checkpoints");
        Set<Path> kept = new HashSet<>();
        int snapshotsKept = 0;
        for (Snapshot snapshot : intact) {
            boolean isTheJobs = own.contains(snapshot.directory())
                    || own.contains(snapshot.directory().getParent());
            if (isTheJobs && snapshotsKept == SNAPSHOTS_KEPT) {
                // First what makes it one, lest it look damaged if this is cut short.
                delete(snapshot.directory().resolve(Snapshot.METADATA));
                continue;
            }
            snapshotsKept += isTheJobs ? 1 : 0;
            kept.add(snapshot.directory().resolve(Snapshot.METADATA).toRealPath());
            for (Path file : snapshot.sizes().keySet()) {
                kept.add(file.toRealPath());
            }
            for (Path table : snapshot.tables().keySet()) {
                kept.add(table.toRealPath());
            }
        }
        for (Path job : own) {
            if (job.startsWith(checkpoints)) {
                allOf(job, kept);
                allOf(directory.resolve("changelog").resolve(job.getFileName()), kept);
            }
        }
        return kept;
    }

    /**
     * Those that were not finished, and those that are a job's no longer: without metadata they are nobody's, but for
     * tables that checkpoints of who went on from them share.
     */
    private void ofSavepoints(Path savepoints, Set<Path> own, Set<Path> kept) throws IOException {
        if (!Files.isDirectory(savepoints)) {
            return;
        }
        try (Stream<Path> found = Files.list(savepoints)) {
            for (Path savepoint : found.toList()) {
                boolean isTheJobs = own.contains(savepoint) || own.stream().anyMatch(job -> wrote(job, savepoint));
                if (isTheJobs && Files.notExists(savepoint.resolve(Snapshot.METADATA))) {
                    allOf(savepoint, kept);
                }
            }
        }
    }

    /** As Flink names a savepoint: by the first letters of its job. */
    private static boolean wrote(Path job, Path savepoint) {
        String id = job.getFileName().toString();
        return id.length() >= JOB_LETTERS
                && savepoint.getFileName().toString().startsWith("savepoint-" + id.substring(0, JOB_LETTERS) + '-');
    }

    private void allOf(Path directory, Set<Path> kept) throws IOException {
        below(directory, kept);
        delete(directory);
    }

    /** Deletes all other files below a directory, and directories that are empty then; links stay, and what they lead to. */
    private void below(Path directory, Set<Path> kept) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst = new ArrayList<>();
        // What is kept goes by real paths, and a directory above may be a link to another disk.
        Path real = directory.toRealPath();
        try (Stream<Path> found = Files.walk(real)) {
            found.filter(path -> !path.equals(real)).forEach(deepestFirst::add);
        }
        deepestFirst.sort(Comparator.reverseOrder());
        for (Path path : deepestFirst) {
            if (!kept.contains(path)) {
                delete(path);
            }
        }
    }

    private void delete(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        try {
            boolean isFile = !Files.isDirectory(path);
            // A table that a checkpoint has as well frees nothing.
            long freed = isFile && links(path) == 1 ? Files.size(path) : 0;
            Files.delete(path);
            files += isFile ? 1 : 0;
            bytes += freed;
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Something below it is kept, or was deleted before.
        }
    }

    private static int links(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (int) Files.getAttribute(path, "unix:nlink")
                : 1;
    }
}
