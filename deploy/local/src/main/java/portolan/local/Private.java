// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Directories and files that only their owner can read or write: 0700 and 0600, where the file system has modes. */
final class Private {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private Private() {}

    /** Makes it with all above it that is missing, or takes from others what they may do with one that is there. */
    static Path directory(Path path) throws IOException {
        if (!hasModes(path)) {
            return Files.createDirectories(path);
        }
        FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(DIRECTORY);
        Files.createDirectories(path, mode);
        restrict(path, DIRECTORY);
        return path;
    }

    /** Takes from others what they may do with a file. */
    static void file(Path path) throws IOException {
        if (hasModes(path)) {
            restrict(path, FILE);
        }
    }

    /** Only where it differs: setting the mode is the owner's right alone. */
    private static void restrict(Path path, Set<PosixFilePermission> to) throws IOException {
        if (!Files.getPosixFilePermissions(path).equals(to)) {
            Files.setPosixFilePermissions(path, to);
        }
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
