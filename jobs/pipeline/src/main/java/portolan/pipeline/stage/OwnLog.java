package portolan.pipeline.stage;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.State;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationRunnable;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.state.ScoringState;

/**
 * Has a task of another number of tasks than before begin with a copy of RocksDB's files, and with a log of changes that
 * is its own.
 *
 * <p>Without it the logs of the tasks that it was restored from are in its checkpoints until those files are copied by
 * themselves, half a minute later. Flink applies a log to all key groups of the task that reads it, whichever part of
 * it the task before was there for ({@code ChangelogBackendLogApplier} of 2.3.0). So when one task became two, and they
 * one again within that time, the second's part of the old log brought back what the first had changed since.
 */
final class OwnLog {
    private static final Logger LOG = LoggerFactory.getLogger(OwnLog.class);

    private final TaskInfo task;
    private final boolean isOfOthers;

    private OwnLog(TaskInfo task, boolean isOfOthers) {
        this.task = task;
        this.isOfOthers = isOfOthers;
    }

    /** What the snapshot says of the tasks before; those of a release that did not say may have been others. */
    static OwnLog in(StateInitializationContext context, TaskInfo task) throws Exception {
        ListState<Integer> tasks = context.getOperatorStateStore().getUnionListState(ScoringState.tasks());
        boolean isSaid = false;
        boolean isSaidOtherwise = false;
        for (int before : tasks.get()) {
            isSaid = true;
            isSaidOtherwise |= before != task.getNumberOfParallelSubtasks();
        }
        tasks.update(List.of(task.getNumberOfParallelSubtasks()));
        return new OwnLog(task, context.isRestored() && (!isSaid || isSaidOtherwise));
    }

    /**
     * Copies the files where need be, before anything else is logged.
     *
     * @param empty any state of the task that has no values now
     */
    void begin(KeyedStateBackend<String> backend, State empty) throws Exception {
        if (!isOfOthers || !(backend instanceof MaterializationTarget target)) {
            return;
        }
        // Flink copies nothing for a log that is empty, so that gets a line that says nothing.
        backend.setCurrentKey(anyKey());
        empty.clear();
        MaterializationRunnable copying = target.initMaterialization()
                .orElseThrow(() -> new IllegalStateException("RocksDB's files were not copied after the number of tasks"
                        + " has changed; start from a savepoint: task=" + task.getTaskNameWithSubtasks()));
        RunnableFuture<SnapshotResult<KeyedStateHandle>> files = files(copying);
        files.run();
        target.handleMaterializationResult(files.get(), copying.getMaterializationID(), copying.getMaterializedTo());
        LOG.info(
                "Begins with a log of its own, as there were other tasks before: task={}",
                task.getTaskNameWithSubtasks());
    }

    private String anyKey() {
        int keys = 0;
        while (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        Integer.toString(keys),
                        task.getMaxNumberOfParallelSubtasks(),
                        task.getNumberOfParallelSubtasks())
                != task.getIndexOfThisSubtask()) {
            keys++;
        }
        return Integer.toString(keys);
    }

    /** Flink's own way to them begins in the background, when it may be too late. */
    @SuppressWarnings("unchecked")
    private static RunnableFuture<SnapshotResult<KeyedStateHandle>> files(MaterializationRunnable copying)
            throws ReflectiveOperationException {
        Method files = MaterializationRunnable.class.getDeclaredMethod("getMaterializationRunnable");
        files.setAccessible(true);
        return (RunnableFuture<SnapshotResult<KeyedStateHandle>>) files.invoke(copying);
    }
}
