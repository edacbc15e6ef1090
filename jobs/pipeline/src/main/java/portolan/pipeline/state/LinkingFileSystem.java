package portolan.pipeline.state;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * directories are not on one mount of one disk.
 */
public final class LinkingFileSystem extends LocalFileSystem implements PathsCopyingFileSystem {
    private static final String TABLE = ".sst";

    @Override
    public void copyFiles(List<CopyRequest> requests, ICloseableRegistry cancelled) throws IOException {
        try {
            // Several at a time, as Flink has it, for where they must be copied.
            requests.parallelStream().forEach(request -> bring(request, cancelled));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void bring(CopyRequest request, ICloseableRegistry cancelled) {
        Path from = pathToFile(request.getSource()).toPath();
        Path to = pathToFile(request.getDestination()).toPath();
        try {
            if (cancelled.isClosed()) {
                throw new IOException("given up, as the task is cancelled: from=" + from);
            }
            Files.createDirectories(to.toAbsolutePath().getParent());
            if (!to.toString().endsWith(TABLE) || !link(from, to)) {
                copy(from, to, cancelled);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
    @SuppressWarnings("try") // Who cancels closes the two, and that is all that is asked of the registry.
    private static void copy(Path from, Path to, ICloseableRegistry cancelled) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                Closeable reading = cancelled.registerCloseableTemporarily(in);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Closeable writing = cancelled.registerCloseableTemporarily(out)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                long moved = in.transferTo(at, size - at, out);
                if (moved <= 0) {
                    throw new EOFException("shorter than it was: file=" + from + ", at=" + at + ", size=" + size);
                }
                at += moved;
            }
        }
    }
}
