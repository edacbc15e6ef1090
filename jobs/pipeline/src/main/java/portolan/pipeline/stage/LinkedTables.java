package portolan.pipeline.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.CheckpointStateToolset;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.StateUtil;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.state.rocksdb.RocksDBStateUploader;

/**
 * Brings RocksDB's files to the checkpoints of a log: tables by the short way of the file system, where it has one
 * ({@link portolan.pipeline.state.LinkingFileSystem}), and all else, like all of a savepoint, as Flink does.
 *
 * <p>Nobody writes to a table once it is there, and one that is deleted here stays what it is there.
 */
final class LinkedTables extends RocksDBStateUploader {
    private static final String TABLE = ".sst";
    private static final int NO_THREAD_OF_ITS_OWN = 1;

    private final RocksDBStateUploader copying;
    private final CheckpointStateToolset checkpoints;

    /** @param checkpoints the directory of what tasks keep for checkpoints that share it */
    LinkedTables(RocksDBStateUploader copying, CheckpointStateToolset checkpoints) {
        super(NO_THREAD_OF_ITS_OWN);
        this.copying = copying;
        this.checkpoints = checkpoints;
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
            if (isTable && checkpoints.canFastDuplicate(handle(file))) {
                StreamStateHandle there = bring(file, cancelled);
                discardedOnFailure.registerCloseable(() -> StateUtil.discardStateObjectQuietly(there));
                brought.add(HandleAndLocalPath.of(there, file.getFileName().toString()));
            } else {
                others.add(file);
            }
        }
        brought.addAll(copying.uploadFilesToCheckpointFs(others, storage, scope, cancelled, discardedOnFailure));
        return brought;
    }

    /** Under a name that no other task has: there it keeps the one that it has here. */
    private StreamStateHandle bring(Path table, CloseableRegistry cancelled) throws IOException {
        if (cancelled.isClosed()) {
            throw new IOException("given up, as the task is cancelled: table=" + table);
        }
        Path named = Files.createLink(table.resolveSibling(UUID.randomUUID() + TABLE), table);
        try {
            return checkpoints.duplicate(List.of(handle(named))).get(0);
        } finally {
            Files.delete(named);
        }
    }

    private static StreamStateHandle handle(Path file) throws IOException {
        return new FileStateHandle(new org.apache.flink.core.fs.Path(file.toUri()), Files.size(file));
    }

    @Override
    public void close() throws IOException {
        copying.close();
    }
}
