package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.jspecify.annotations.Nullable;

/** The newest complete checkpoint or savepoint below a directory. */
public final class LatestState {
    /** Flink writes this file last: a snapshot that has it is complete. */
    private static final String METADATA = "_metadata";

    private LatestState() {}

    /** Its address, or null when there is none and a job starts empty. */
    public static @Nullable String in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return null;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(METADATA))
                    .max(Comparator.comparing(LatestState::modified))
                    .map(file -> file.resolveSibling("").toUri().toString())
                    .orElse(null);
        }
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

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read: file=" + file, e);
        }
    }
}
