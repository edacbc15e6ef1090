// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.nio.LongBuffer;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import portolan.pipeline.state.FilterWords;
import portolan.pipeline.state.FilterWords.Owner;
import portolan.pipeline.state.ScoringState;

/** Which task's snapshot this one was restored from: its own, or those of others. */
final class TaskBefore {
    /** What a snapshot has of each task; releases before had their filters of keys under other names. */
    private static final String TASK = "(task)";

    private final ListState<FilterWords> state;
    private final TaskInfo info;
    private final boolean isOther;

    private TaskBefore(ListState<FilterWords> state, TaskInfo info, boolean isOther) {
        this.state = state;
        this.info = info;
        this.isOther = isOther;
    }

    /** What a task begins with. */
    static TaskBefore in(StateInitializationContext context, TaskInfo info) throws Exception {
        ListState<FilterWords> state = context.getOperatorStateStore().getListState(ScoringState.seenKeys());
        boolean isOther = context.isRestored();
        if (context.getRestoredCheckpointId().isPresent()) {
            Owner own = owner(context.getRestoredCheckpointId().getAsLong(), info);
            for (FilterWords some : state.get()) {
                isOther &= !some.of().owner().equals(own);
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
        FilterWords.Of of = new FilterWords.Of(TASK, owner(context.getCheckpointId(), info), 0, 0);
        state.update(List.of(new FilterWords(of, 0, 0, 0, LongBuffer.allocate(0))));
    }

    private static Owner owner(long checkpoint, TaskInfo info) {
        return new Owner(checkpoint, info.getIndexOfThisSubtask(), info.getNumberOfParallelSubtasks());
    }
}
