// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Directories and files that are made as private as the directory that they are made in: within one that only its owner
 * may enter they are 0700 and 0600 from their first moment, whatever the process's umask is; elsewhere as the umask and
 * the directory's default ACL have them, which a mode of ours would overrule.
 */
final class ParentsMode {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?>[] AS_EVER = {};
    private static final Set<OpenOption> NEW_OR_THERE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private ParentsMode() {}

    /** Makes a directory with all above it that is missing. */
    static void makeDirectories(Path directory) throws IOException {
        @Nullable Path there = directory;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        Files.createDirectories(directory, isPrivate(there) ? mode(DIRECTORY) : AS_EVER);
    }

    /** Makes an empty file; one that is there already stays as it is. */
    static void makeFile(Path file) throws IOException {
        if (isPrivate(file.getParent())) {
            Files.newByteChannel(file, NEW_OR_THERE, mode(FILE)).close();
        }
    }

    /** Takes from others what they may do with a file that was made by someone else. */
    static void restrict(Path file) throws IOException {
        if (isPrivate(file.getParent())) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    private static FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private static boolean isPrivate(@Nullable Path directory) throws IOException {
        if (directory == null
                || !directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        return DIRECTORY.containsAll(Files.getPosixFilePermissions(directory));
    }
}
