// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.lang.reflect.Method;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.State;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationRunnable;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a task that was restored from other tasks begin with a copy of RocksDB's files, and with a log of changes that is
 * its own.
 *
 * <p>Without it the logs of those others are in its checkpoints until the files are copied by themselves, half a minute
 * later. Flink applies a log to all key groups of the task that reads it, whichever part of it the task before was
 * there for ({@code ChangelogBackendLogApplier} of 2.3.0). So when one task became two, and they one again within that
 * time, the second's part of the old log brought back what the first had changed since.
 */
final class OwnLog {
    private static final Logger LOG = LoggerFactory.getLogger(OwnLog.class);

    private final TaskInfo task;

    /** Until a checkpoint may name them. */
    private @Nullable SnapshotResult<KeyedStateHandle> unnamed;

    OwnLog(TaskInfo task) {
        this.task = task;
    }

    /**
     * Copies the files, where changes are logged at all.
     *
     * @param empty any state of the task that has no values now
     */
    void begin(KeyedStateBackend<String> backend, State empty) throws Exception {
        if (!(backend instanceof MaterializationTarget target)) {
            return;
        }
        // Flink copies nothing for a log that is empty, so that gets a line that says nothing.
        backend.setCurrentKey(anyKey());
        empty.clear();
        MaterializationRunnable copying = target.initMaterialization()
                .orElseThrow(() -> new IllegalStateException("RocksDB's files were not copied after the number of tasks"
                        + " has changed; start with as many as before: task=" + task.getTaskNameWithSubtasks()));
        RunnableFuture<SnapshotResult<KeyedStateHandle>> files = files(copying);
        files.run();
        unnamed = files.get();
        target.handleMaterializationResult(unnamed, copying.getMaterializationID(), copying.getMaterializedTo());
        LOG.info(
                "Begins with a log of its own, as there were other tasks before: task={}",
                task.getTaskNameWithSubtasks());
    }

    /** A checkpoint is taken: from now on the files are its own. A savepoint has files of its own. */
    void named() {
        unnamed = null;
    }

    /** The task ends. What no checkpoint can name, nobody would ever delete. */
    void end() throws Exception {
        if (unnamed != null) {
            unnamed.discardState();
            unnamed = null;
        }
    }

    private String anyKey() {
        int key = 0;
        while (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        Integer.toString(key),
                        task.getMaxNumberOfParallelSubtasks(),
                        task.getNumberOfParallelSubtasks())
                != task.getIndexOfThisSubtask()) {
            key++;
        }
        return Integer.toString(key);
    }

    /** Flink's own way to them begins in the background, when it may be too late. */
    @SuppressWarnings("unchecked")
    static RunnableFuture<SnapshotResult<KeyedStateHandle>> files(MaterializationRunnable copying)
            throws ReflectiveOperationException {
        Method files = MaterializationRunnable.class.getDeclaredMethod("getMaterializationRunnable");
        files.setAccessible(true);
        return (RunnableFuture<SnapshotResult<KeyedStateHandle>>) files.invoke(copying);
    }
}
