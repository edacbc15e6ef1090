// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where something running keeps its files: a directory of the user's, which stays, or a temporary one, which goes. */
record WorkingDirectory(Path path, boolean temporary) implements AutoCloseable {
    static WorkingDirectory temporary(String prefix) {
        try {
            return new WorkingDirectory(Files.createTempDirectory(prefix), true);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory: prefix=" + prefix, e);
        }
    }

    static WorkingDirectory kept(Path path) {
        try {
            return new WorkingDirectory(Files.createDirectories(path.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make directory: path=" + path, e);
        }
    }

    /** Deletes a temporary directory with all that is in it. */
    @Override
    public void close() {
        if (!temporary || !Files.exists(path)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete temporary directory: path=" + path, e);
        }
    }
}
