// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.jspecify.annotations.Nullable;
import org.rocksdb.NativeLibraryLoader;
import portolan.pipeline.kafka.PartitionsChangedException;

/**
 * What a job is to go on from: of the checkpoints and savepoints in a state directory the one with the highest id whose
 * files are all there. File times say nothing.
 *
 * @param intact those that are, the newest first
 * @param damaged those that are newer than the first of them, the newest first
 * @param setAside those that were damaged at an earlier start
 */
public record LatestState(List<Snapshot> intact, List<Damaged> damaged, List<Path> setAside) {
    /** What the metadata of a snapshot is called once it was found to be damaged. */
    private static final String SET_ASIDE = "_metadata.damaged";

    /** About a second's reading of a disk. */
    private static final long CHECKED_TABLE_BYTES = 256L << 20;

    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");

    /** A snapshot that cannot be gone on from, and why. */
    record Damaged(Path directory, String why) {
        @Override
        public String toString() {
            return directory.getFileName() + ": " + why;
        }
    }

    /** The id of one that may be damaged; one without any is named before all that have one. */
    private record Candidate(
            Path directory,
            long id,
            @Nullable Snapshot snapshot,
            @Nullable String why) {}

    /**
     * Its address, or null when there is none and a job starts empty.
     *
     * @throws BadInput if there are some, and none is intact, or it is in a copy
     */
    public static @Nullable String in(Path directory) throws IOException {
        Snapshot newest = lookIn(directory).newest(directory);
        if (newest == null) {
            return null;
        }
        for (Path elsewhere : Snapshot.moved(newest.directory(), directory).keySet()) {
            throw isACopy(directory, "its files were at=" + elsewhere);
        }
        return newest.address();
    }

    /** A job must not go on in it before somebody has said what becomes of the one where it was. */
    static BadInput isACopy(Path directory, String was) {
        return new BadInput("this state directory is a copy, or was moved: data=" + directory + ", " + was
                + ". Add --take-over if no job goes on there: this one is its job from now on; or to run beside it --as-new"
                + " and another --group-id. Nothing there is read or deleted");
    }

    /**
     * What a job is to be told that goes on from it, whatever the cluster says. The job owns it from then on, and
     * deletes it once it has newer ones: one that only borrows it must write a first checkpoint that shares nothing
     * with it, which Flink's changelog cannot.
     */
    public static Configuration claimed(String address) {
        return new Configuration()
                .set(StateRecoveryOptions.SAVEPOINT_PATH, address)
                .set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    }

    /** Reads the metadata of all that a state directory has, and looks at their files. */
    static LatestState lookIn(Path directory) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        List<Path> setAside = new ArrayList<>();
        for (Path snapshot : snapshots(directory)) {
            if (Files.exists(snapshot.resolve(Snapshot.METADATA))) {
                candidates.add(candidate(snapshot, directory));
            } else if (Files.exists(snapshot.resolve(SET_ASIDE))) {
                setAside.add(snapshot);
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::id).reversed().thenComparing(Candidate::directory));
        List<Snapshot> intact = new ArrayList<>();
        List<Damaged> damaged = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String why = candidate.why();
            if (candidate.snapshot() != null) {
                List<Snapshot.Damage> found = damage(candidate.snapshot(), directory, intact.isEmpty());
                why = found.isEmpty() ? null : told(found);
            }
            if (why == null && candidate.snapshot() != null) {
                intact.add(candidate.snapshot());
            } else if (intact.isEmpty()) {
                damaged.add(new Damaged(candidate.directory(), String.valueOf(why)));
            }
        }
        return new LatestState(intact, damaged, setAside);
    }

    /** Of the one to go on from the tables as well, where they are read in a moment, or were copied. */
    private static List<Snapshot.Damage> damage(Snapshot snapshot, Path directory, boolean isNewest)
            throws IOException {
        List<Snapshot.Damage> found = snapshot.damage();
        long tableBytes =
                snapshot.tables().values().stream().mapToLong(Long::longValue).sum();
        boolean isLong = tableBytes > CHECKED_TABLE_BYTES
                && Snapshot.moved(snapshot.directory(), directory).isEmpty();
        if (!isNewest || !found.isEmpty() || tableBytes == 0 || isLong) {
            return found;
        }
        // Under a name that stays, where the next start writes over it: a killed process deletes nothing.
        NativeLibraryLoader.getInstance()
                .loadLibrary(Private.directory(directory.toAbsolutePath().resolve("conf"))
                        .toString());
        return snapshot.damageOfTables();
    }

    /**
     * The one to go on from, or null if there is none at all.
     *
     * @param data the state directory, for the message
     * @throws BadInput if there are some, and none is intact
     */
    @Nullable
    Snapshot newest(Path data) {
        if (!intact.isEmpty()) {
            return intact.get(0);
        }
        if (damaged.isEmpty() && setAside.isEmpty()) {
            return null;
        }
        List<String> all = new ArrayList<>();
        damaged.forEach(one -> all.add(one.toString()));
        setAside.forEach(one -> all.add(
                one.getFileName() + ": found to be damaged at an earlier start, see " + one.resolve(SET_ASIDE)));
        throw new BadInput("no checkpoint in the state directory is intact, so the job does not start: data=" + data
                + "\n  " + String.join("\n  ", all)
                + "\n  Put these files back from a copy. Or make the state anew: "
                + PartitionsChangedException.BEGIN_ANEW);
    }

    /** Whether there was a newer one than this, and it was damaged. */
    boolean hadNewer(Snapshot newest) {
        return !damaged.isEmpty()
                || setAside.stream()
                        .map(one -> CHECKPOINT.matcher(one.getFileName().toString()))
                        .anyMatch(name -> !name.matches() || Long.parseLong(name.group(1)) > newest.id());
    }

    /** Has a damaged snapshot never be chosen again, though its id may come again. Its files stay until the next start. */
    static void setAside(Path snapshot) throws IOException {
        Files.move(snapshot.resolve(Snapshot.METADATA), snapshot.resolve(SET_ASIDE));
    }

    static String told(List<Snapshot.Damage> found) {
        return found.get(0) + (found.size() == 1 ? "" : "; and " + (found.size() - 1) + " more of its files");
    }

    private static Candidate candidate(Path directory, Path data) {
        try {
            Snapshot snapshot = Snapshot.in(directory, data);
            return new Candidate(directory, snapshot.id(), snapshot, null);
        } catch (Snapshot.DamagedException e) {
            Matcher checkpoint = CHECKPOINT.matcher(directory.getFileName().toString());
            long id = checkpoint.matches() ? Long.parseLong(checkpoint.group(1)) : Long.MAX_VALUE;
            return new Candidate(directory, id, null, e.getMessage());
        }
    }

    /** Those that have their metadata. */
    static List<Path> complete(Path directory) throws IOException {
        return snapshots(directory).stream()
                .filter(one -> Files.exists(one.resolve(Snapshot.METADATA)))
                .toList();
    }

    /** {@code checkpoints/JOB/chk-ID} and {@code savepoints/savepoint-NAME}. */
    private static List<Path> snapshots(Path directory) throws IOException {
        List<Path> found = new ArrayList<>(list(directory.resolve("savepoints")));
        for (Path job : list(directory.resolve("checkpoints"))) {
            found.addAll(list(job));
        }
        Collections.sort(found);
        return found;
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                files.forEach(found::add);
            }
        }
        return found;
    }
}
