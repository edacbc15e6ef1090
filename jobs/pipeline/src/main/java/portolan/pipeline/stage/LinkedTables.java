package portolan.pipeline.stage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.local.LocalFileSystem;
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

/**
 * Brings RocksDB's files to the checkpoints of a log: tables as links, where that is on the same disk of the machine,
 * and all else, like all of a savepoint, as Flink does.
 *
 * <p>Nobody writes to a table once it is there, and one that is deleted here stays what it is there.
 */
final class LinkedTables extends RocksDBStateUploader {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedTables.class);
    private static final String TABLE = ".sst";
    private static final int NO_THREAD_OF_ITS_OWN = 1;

    private final RocksDBStateUploader copying;
    private final Path checkpoints;
    private boolean cannotLink;

    /** @param checkpoints the directory of what tasks keep for checkpoints that share it */
    LinkedTables(RocksDBStateUploader copying, Path checkpoints) {
        super(NO_THREAD_OF_ITS_OWN);
        this.copying = copying;
        this.checkpoints = checkpoints;
    }

    /** Where tasks keep what checkpoints share, if that is a directory of the machine. */
    static Optional<Path> directory(CheckpointStorageAccess storage) {
        return storage instanceof FsCheckpointStorageAccess files
                        && unwrapped(files.getFileSystem()) instanceof LocalFileSystem local
                ? Optional.of(local.pathToFile(new org.apache.flink.core.fs.Path(
                                files.getCheckpointsDirectory(),
                                FsCheckpointStorageAccess.CHECKPOINT_TASK_OWNED_STATE_DIR))
                        .toPath())
                : Optional.empty();
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
        brought.addAll(copying.uploadFilesToCheckpointFs(others, storage, scope, cancelled, discardedOnFailure));
        return brought;
    }

    /** Under a name that no other task has; null where there can be no link. */
    private @Nullable StreamStateHandle link(Path table, CloseableRegistry cancelled) throws IOException {
        if (cancelled.isClosed()) {
            throw new IOException("given up, as the task is cancelled: table=" + table);
        }
        Path there = checkpoints.resolve(UUID.randomUUID().toString());
        try {
            Files.createLink(there, table);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (!cannotLink) {
                LOG.info("Tables are copied to the checkpoints of the log: are both on one disk? why={}", e.toString());
            }
            cannotLink = true;
            return null;
        }
        return new FileStateHandle(new org.apache.flink.core.fs.Path(there.toUri()), Files.size(there));
    }

    @Override
    public void close() throws IOException {
        copying.close();
    }
}
