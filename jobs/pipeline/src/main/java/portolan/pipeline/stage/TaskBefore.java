// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.state.SnapshotOwner;

/** Which task's snapshot this one was restored from: its own, or those of others. */
final class TaskBefore {
    private final ListState<SnapshotOwner> state;
    private final TaskInfo info;
    private final boolean isOther;

    private TaskBefore(ListState<SnapshotOwner> state, TaskInfo info, boolean isOther) {
        this.state = state;
        this.info = info;
        this.isOther = isOther;
    }

    /** What a task begins with. */
    static TaskBefore in(StateInitializationContext context, TaskInfo info) throws Exception {
        ListState<SnapshotOwner> state = context.getOperatorStateStore().getListState(ScoringState.snapshotOwner());
        boolean isOther = context.isRestored();
        if (context.getRestoredCheckpointId().isPresent()) {
            SnapshotOwner own = owner(context.getRestoredCheckpointId().getAsLong(), info);
            for (SnapshotOwner some : state.get()) {
                isOther &= !some.equals(own);
            }
        }
        state.clear();
        return new TaskBefore(state, info, isOther);
    }

    /** Whether it was another than one of this index and of as many; or nobody can say. */
    boolean isOther() {
        return isOther;
    }

    /** Writes this task's name to a snapshot that is being taken. */
    void write(StateSnapshotContext context) throws Exception {
        state.update(List.of(owner(context.getCheckpointId(), info)));
    }

    private static SnapshotOwner owner(long checkpoint, TaskInfo info) {
        return new SnapshotOwner(checkpoint, info.getIndexOfThisSubtask(), info.getNumberOfParallelSubtasks());
    }
}
