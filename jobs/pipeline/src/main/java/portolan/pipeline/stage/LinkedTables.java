// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.StateUtil;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.filesystem.FsCheckpointStorageAccess;
import org.apache.flink.state.rocksdb.RocksDBStateUploader;
import org.apache.flink.util.WrappingProxy;
import org.apache.flink.util.WrappingProxyUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.state.DurableFile;

/**
 * Brings RocksDB's files to the checkpoints of a log: tables as links, where those lie on the same disk of the machine,
 * and all else, like all of a savepoint, as Flink does.
 *
 * <p>RocksDB writes to a table once and never again, and deletes its own name of it only.
 */
final class LinkedTables extends RocksDBStateUploader {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedTables.class);
    private static final String TABLE = ".sst";
    private static final int NO_THREAD_OF_ITS_OWN = 1;

    /** Of the process: one attempt of a task may bring tables of several operators. */
    private static final AtomicLong LINKS = new AtomicLong();

    private final RocksDBStateUploader copying;
    private final Path checkpoints;
    private final String attempt;
    private boolean saidThatTablesAreCopied;

    /**
     * @param checkpoints the directory of what tasks keep for checkpoints that share it
     * @param attempt a name that no other attempt to run a task of the job has
     */
    LinkedTables(RocksDBStateUploader copying, Path checkpoints, String attempt) {
        super(NO_THREAD_OF_ITS_OWN);
        this.copying = copying;
        this.checkpoints = checkpoints;
        this.attempt = attempt;
    }

    /** Who brings a task's tables to its checkpoints, in place of whoever copies them. */
    static RocksDBStateUploader over(RocksDBStateUploader copying, Environment task) {
        Path checkpoints = directory(task.getCheckpointStorageAccess());
        return checkpoints == null
                ? copying
                : new LinkedTables(copying, checkpoints, task.getExecutionId().toString());
    }

    /** Where tasks keep what checkpoints share, if that is a directory of the machine; else null. */
    static @Nullable Path directory(CheckpointStorageAccess storage) {
        return storage instanceof FsCheckpointStorageAccess files
                        && unwrapped(files.getFileSystem()) instanceof LocalFileSystem local
                ? local.pathToFile(new org.apache.flink.core.fs.Path(
                                files.getCheckpointsDirectory(),
                                FsCheckpointStorageAccess.CHECKPOINT_TASK_OWNED_STATE_DIR))
                        .toPath()
                : null;
    }

    private static Object unwrapped(FileSystem files) {
        return files instanceof WrappingProxy<?> wrapper ? WrappingProxyUtil.stripProxy(wrapper) : files;
    }

    @Override
    public List<HandleAndLocalPath> uploadFilesToCheckpointFs(
            List<Path> files,
            CheckpointStreamFactory storage,
            CheckpointedStateScope scope,
            CloseableRegistry cancelled,
            CloseableRegistry discardedOnFailure)
            throws Exception {
        List<HandleAndLocalPath> brought = new ArrayList<>(files.size());
        List<Path> others = new ArrayList<>();
        for (Path file : files) {
            boolean isTable =
                    scope == CheckpointedStateScope.SHARED && file.toString().endsWith(TABLE);
            StreamStateHandle linked = isTable ? link(file, cancelled) : null;
            if (linked == null) {
                others.add(file);
            } else {
                discardedOnFailure.registerCloseable(() -> StateUtil.discardStateObjectQuietly(linked));
                brought.add(HandleAndLocalPath.of(linked, file.getFileName().toString()));
            }
        }
        if (!brought.isEmpty()) {
            // A checkpoint that is complete must not lack a table after a power failure.
            DurableFile.syncDirectory(checkpoints);
        }
        brought.addAll(copying.uploadFilesToCheckpointFs(others, storage, scope, cancelled, discardedOnFailure));
        return brought;
    }

    /** Under a name of its own, as tasks count their tables alike; null where there can be no link. */
    private @Nullable StreamStateHandle link(Path table, CloseableRegistry cancelled) throws IOException {
        if (cancelled.isClosed()) {
            throw new IOException("given up, as the task is cancelled: table=" + table);
        }
        Path there = checkpoints.resolve(attempt + "-" + LINKS.incrementAndGet());
        try {
            Files.createLink(there, table);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.notExists(table)) {
                throw new IOException("the table is gone, as its task is: table=" + table, e);
            }
            if (!saidThatTablesAreCopied) {
                LOG.info("Tables are copied to the checkpoints of the log: are both on one disk? why={}", e.toString());
            }
            saidThatTablesAreCopied = true;
            return null;
        }
        sync(there);
        return new FileStateHandle(new org.apache.flink.core.fs.Path(there.toUri()), Files.size(there));
    }

    /** RocksDB has done so with what it wrote, but nobody with what a restart copied from another disk. */
    private static void sync(Path link) throws IOException {
        try (FileChannel file = FileChannel.open(link, StandardOpenOption.WRITE)) {
            file.force(false);
        } catch (IOException e) {
            Files.delete(link);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        copying.close();
    }
}
