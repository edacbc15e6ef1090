// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that from their first moment on nobody but their owner reads. */
public final class SecretFile {
    private SecretFile() {}

    /**
     * Writes a new file, whole or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    public static void write(Path file, byte[] secret) throws IOException {
        // Nobody else reads a temporary file.
        Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new");
        try {
            Files.write(next, secret);
            Files.move(next, file);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Makes a directory where there is none. */
    public static void directory(Path directory) throws IOException {
        boolean hasOwners =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                directory,
                hasOwners
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
    }
}
