// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResources;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.runtime.state.changelog.SequenceNumber;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationTarget;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.state.rocksdb.RocksDBStateUploader;
import org.apache.flink.state.rocksdb.snapshot.RocksDBSnapshotStrategyBase;
import org.apache.flink.state.rocksdb.snapshot.RocksIncrementalSnapshotStrategy;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Where changes are logged, has RocksDB's files taken while the task goes on, by the thread that brings them to the
 * checkpoints. Flink has the task itself take them, and stand still until RocksDB has written its memtables. {@link
 * LinkedTables} brings them.
 *
 * <p>So they may hold changes that came after the place in the log from which it is read over them. That is the same
 * state, as each change is the whole value of a key, its removal, or a timer's coming or going, and what is logged is
 * done again in its order up to a checkpoint, which comes after the files. It would not be if values were appended to
 * ({@code ListState.add}), or added up by RocksDB: nothing in a keyed stage does so. Nor does one register a state once it
 * is open, which the files might have and what is written about them not. A savepoint has no log, and its files are taken
 * at once.
 */
public final class FilesBesideTask<K> extends RocksDBSnapshotStrategyBase<K, SnapshotResources> {
    private final RocksDBSnapshotStrategyBase<K, ?> files;
    private final MaterializationTarget log;

    private FilesBesideTask(RocksDBSnapshotStrategyBase<K, ?> files, MaterializationTarget log) {
        // All that is asked of it is asked of the other one.
        super(files.getDescription(), null, null, null, null, null, 0, null, null, new UUID(0, 0));
        this.files = files;
        this.log = log;
    }

    /**
     * Has those of a task's backend taken so, from when it opens on; nothing changes where it has no log, or no RocksDB.
     *
     * @param environment of the task, which knows where its checkpoints go
     * @throws ReflectiveOperationException if this Flink keeps its ways to take and to bring them elsewhere
     */
    public static void install(KeyedStateBackend<?> backend, Environment environment)
            throws ReflectiveOperationException {
        if (backend instanceof MaterializationTarget log
                && backend instanceof TestableKeyedStateBackend<?> logged
                && logged.getDelegatedKeyedStateBackend(true) instanceof RocksDBKeyedStateBackend<?> rocksDb) {
            Field strategy = field(RocksDBKeyedStateBackend.class, "checkpointSnapshotStrategy");
            RocksDBSnapshotStrategyBase<?, ?> files = (RocksDBSnapshotStrategyBase<?, ?>) strategy.get(rocksDb);
            if (files instanceof RocksIncrementalSnapshotStrategy<?>) {
                Field uploader = field(RocksIncrementalSnapshotStrategy.class, "stateUploader");
                RocksDBStateUploader copying = (RocksDBStateUploader) uploader.get(files);
                uploader.set(files, LinkedTables.over(copying, environment));
            }
            strategy.set(rocksDb, new FilesBesideTask<>(files, log));
        }
    }

    private static Field field(Class<?> of, String name) throws NoSuchFieldException {
        Field field = of.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @Override
    public NativeRocksDBSnapshotResources syncPrepareResources(long id) {
        return new Later(files, id);
    }

    @Override
    public SnapshotResultSupplier<KeyedStateHandle> asyncSnapshot(
            NativeRocksDBSnapshotResources resources,
            long id,
            long timestamp,
            CheckpointStreamFactory storage,
            CheckpointOptions options) {
        Later later = (Later) resources;
        if (options.getCheckpointType().isSavepoint()) {
            NativeRocksDBSnapshotResources now = later.takeNow();
            // Flink numbers it among the copies for the log, and makes no further one until this is confirmed, which a
            // savepoint of a job that goes on never is (2.3.0): its log would grow until it is started again.
            log.handleMaterializationFailureOrCancellation(
                    id, SequenceNumber.of(0), new CancellationException("a savepoint is no copy for the log"));
            return files.asyncSnapshot(now, id, timestamp, storage, options);
        }
        return cancelled -> files.asyncSnapshot(later.take(), id, timestamp, storage, options)
                .get(cancelled);
    }

    @Override
    protected PreviousSnapshot snapshotMetaData(long id, List<StateMetaInfoSnapshot> states) {
        throw new IllegalStateException("the files of a snapshot are taken by " + files);
    }

    @Override
    public void notifyCheckpointComplete(long id) throws Exception {
        files.notifyCheckpointComplete(id);
    }

    @Override
    public void notifyCheckpointAborted(long id) throws Exception {
        files.notifyCheckpointAborted(id);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** The files of one snapshot, which are taken when they are brought to the checkpoint. */
    private static final class Later extends NativeRocksDBSnapshotResources {
        private final RocksDBSnapshotStrategyBase<?, ?> files;
        private final long id;
        private volatile @Nullable NativeRocksDBSnapshotResources taken;

        Later(RocksDBSnapshotStrategyBase<?, ?> files, long id) {
            super(null, null, List.of());
            this.files = files;
            this.id = id;
        }

        NativeRocksDBSnapshotResources take() throws Exception {
            NativeRocksDBSnapshotResources now = files.syncPrepareResources(id);
            taken = now;
            return now;
        }

        NativeRocksDBSnapshotResources takeNow() {
            try {
                return take();
            } catch (Exception e) {
                throw new FlinkRuntimeException("RocksDB's files were not taken for a savepoint: id=" + id, e);
            }
        }

        @Override
        public void release() {
            NativeRocksDBSnapshotResources now = taken;
            if (now != null) {
                now.release();
            }
        }
    }
}
