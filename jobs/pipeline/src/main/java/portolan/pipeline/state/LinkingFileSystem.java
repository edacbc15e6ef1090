// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.ICloseableRegistry;
import org.apache.flink.core.fs.PathsCopyingFileSystem;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.core.fs.local.LocalRecoverableWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's own local file system, and a short way from a checkpoint on a disk of the machine back to RocksDB: a file of
 * its tables, which nobody ever writes to, is linked and not copied. All else is copied, and so are tables where the
 * two directories are not on one mount of one disk.
 *
 * <p>What is written is on the disk once it is closed, names included ({@link DurableFile}, {@link DurableMetadata}),
 * and as private as the directory that it is written to ({@link ParentsMode}).
 */
public final class LinkingFileSystem extends LocalFileSystem implements PathsCopyingFileSystem {
    private static final Logger LOG = LoggerFactory.getLogger(LinkingFileSystem.class);
    private static final String TABLE = ".sst";

    /** Files that could not be written, until they are deleted. */
    private final Set<Path> unwritten = ConcurrentHashMap.newKeySet();

    /** Of the files of the last snapshot that was completed here: the next one has most of them as well. */
    private final Map<Path, String> sums = new ConcurrentHashMap<>();

    /** Where snapshots were read from to begin with: the next ones have files of those. */
    private final Set<Path> begun = ConcurrentHashMap.newKeySet();

    @Override
    public FSDataInputStream open(org.apache.flink.core.fs.Path path) throws IOException {
        if (SnapshotMetadata.NAME.equals(path.getName())) {
            begun.add(pathToFile(path).toPath().toAbsolutePath().getParent());
        }
        return super.open(path);
    }

    @Override
    public FSDataOutputStream create(org.apache.flink.core.fs.Path path, WriteMode mode) throws IOException {
        Path file = pathToFile(path).toPath().toAbsolutePath();
        if (mode == WriteMode.NO_OVERWRITE && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        makeDurably(file.getParent());
        ParentsMode.makeFile(file);
        return new DurableFile(file, unwritten::add);
    }

    /**
     * As Flink does; but a file that could not be written is deleted with an exception. Flink's log of changes deletes
     * one so and says no more (2.3.0, {@code OutputStreamWithPos.close}): on a full disk a checkpoint would be complete
     * without it. The exception has it write the file again.
     */
    @Override
    public boolean delete(org.apache.flink.core.fs.Path path, boolean recursive) throws IOException {
        boolean deleted = super.delete(path, recursive);
        if (unwritten.remove(pathToFile(path).toPath().toAbsolutePath())) {
            throw new IOException("the file could not be written, what there was of it is deleted: file=" + path);
        }
        return deleted;
    }

    @Override
    public boolean mkdirs(org.apache.flink.core.fs.Path path) throws IOException {
        ParentsMode.makeDirectories(pathToFile(path).toPath().toAbsolutePath());
        return true;
    }

    @Override
    public LocalRecoverableWriter createRecoverableWriter() {
        return new LocalRecoverableWriter(this) {
            @Override
            public RecoverableFsDataOutputStream open(org.apache.flink.core.fs.Path path) throws IOException {
                RecoverableFsDataOutputStream flinks = super.open(path);
                return SnapshotMetadata.NAME.equals(path.getName())
                        ? new DurableMetadata(flinks, pathToFile(path).toPath(), sums, begun)
                        : flinks;
            }
        };
    }

    private static void makeDurably(@Nullable Path directory) throws IOException {
        if (directory == null || Files.isDirectory(directory)) {
            return;
        }
        makeDurably(directory.getParent());
        // Another thread may make it meanwhile.
        ParentsMode.makeDirectories(directory);
        DurableFile.syncDirectory(directory.getParent());
    }

    @Override
    public void copyFiles(List<CopyRequest> requests, ICloseableRegistry cancelled) throws IOException {
        Queue<IOException> failed = new ConcurrentLinkedQueue<>();
        LongAdder copied = new LongAdder();
        // All have ended when this returns: when one fails, who asked for them deletes what is there.
        requests.parallelStream().forEach(request -> {
            try {
                if (failed.isEmpty() && !bring(request, cancelled)) {
                    copied.increment();
                }
            } catch (IOException e) {
                failed.add(e);
            }
        });
        IOException first = failed.poll();
        if (first != null) {
            failed.forEach(first::addSuppressed);
            throw first;
        }
        if (copied.sum() > 0) {
            LOG.info("Tables of a checkpoint could not be linked and were copied: tables={}", copied);
        }
    }

    /** Whether it is there as it was meant to be: a table linked, all else copied. */
    private boolean bring(CopyRequest request, ICloseableRegistry cancelled) throws IOException {
        Path from = pathToFile(request.getSource()).toPath();
        Path to = pathToFile(request.getDestination()).toPath();
        if (cancelled.isClosed()) {
            throw new IOException("given up, as the task is cancelled: from=" + from);
        }
        ParentsMode.makeDirectories(Objects.requireNonNull(to.toAbsolutePath().getParent(), "a root is no file"));
        boolean isTable = to.toString().endsWith(TABLE);
        if (isTable && link(from, to)) {
            return true;
        }
        copy(from, to, cancelled);
        return !isTable;
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
