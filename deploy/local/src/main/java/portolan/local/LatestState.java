package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;
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

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read: file=" + file, e);
        }
    }
}
