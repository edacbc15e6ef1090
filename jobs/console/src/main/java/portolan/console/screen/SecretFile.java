// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that from their first moment on nobody but their owner reads. */
public final class SecretFile {
    private SecretFile() {}

    /** Writes a new file. */
    public static void write(Path file, String text) throws IOException {
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                only("rw-------"))) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
        }
    }

    /** Makes a directory where there is none. */
    public static void directory(Path directory) throws IOException {
        Files.createDirectories(directory, only("rwx------"));
    }

    private static FileAttribute<?>[] only(String owner) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner))}
                : new FileAttribute<?>[0];
    }
}
