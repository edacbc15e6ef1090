package portolan.pipeline.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.flink.core.fs.ICloseableRegistry;
import org.apache.flink.core.fs.PathsCopyingFileSystem;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Flink's own local file system, and a short way from a checkpoint on a disk of the machine back to RocksDB: a file of its
 * tables, which nobody ever writes to, is linked and not copied. All else is copied, and so are tables where the two
 * directories are not on one disk.
 */
public final class LinkingFileSystem extends LocalFileSystem implements PathsCopyingFileSystem {
    private static final String TABLE = ".sst";

    @Override
    public void copyFiles(List<CopyRequest> requests, ICloseableRegistry cancelled) throws IOException {
        for (CopyRequest request : requests) {
            if (cancelled.isClosed()) {
                throw new IOException("given up, as the task is cancelled: from=" + request.getSource());
            }
            bring(
                    pathToFile(request.getSource()).toPath(),
                    pathToFile(request.getDestination()).toPath());
        }
    }

    private static void bring(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        if (!to.toString().endsWith(TABLE) || !link(from, to)) {
            copy(from, to);
        }
    }

    /** Whether it is linked; else the two are on different disks, or on one that has no links. */
    private static boolean link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
            return true;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false;
        }
    }

    /** Within the kernel, where Flink's own way takes a file 8 KiB at a time through the heap. */
    private static void copy(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                at += in.transferTo(at, size - at, out);
            }
        }
    }
}
