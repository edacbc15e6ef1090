// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.RoundRobinOperatorStateRepartitioner;
import org.apache.flink.runtime.checkpoint.StateAssignmentOperation;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.jspecify.annotations.Nullable;

/**
 * A complete checkpoint.
 *
 * @param passed order time that all sources had passed: its state has all of it
 * @param ever what all tasks of a source had passed, or had before a restart, by its name
 * @param states of each operator by its name, a task each
 */
record SimCheckpoint(long id, long passed, Map<String, Long> ever, Map<String, List<Object>> states) {
    /** What a task of an operator goes on with, in whatever number of tasks. */
    @Nullable
    OperatorSubtaskState of(String operator, SimOperator.Place place) {
        List<OperatorSubtaskState> before = all(operator, OperatorSubtaskState.class);
        if (before.isEmpty()) {
            return null;
        }
        KeyGroupRange range = StateAssignmentOperation.createKeyGroupPartitions(
                        SimGraph.KEY_GROUPS, place.parallelism())
                .get(place.subtask());
        List<KeyedStateHandle> managed = new ArrayList<>();
        List<KeyedStateHandle> raw = new ArrayList<>();
        List<List<OperatorStateHandle>> lists = new ArrayList<>();
        for (OperatorSubtaskState one : before) {
            StateAssignmentOperation.extractIntersectingState(one.getManagedKeyedState(), range, managed);
            StateAssignmentOperation.extractIntersectingState(one.getRawKeyedState(), range, raw);
            lists.add(List.copyOf(one.getManagedOperatorState()));
        }
        List<OperatorStateHandle> own = RoundRobinOperatorStateRepartitioner.INSTANCE
                .repartitionState(lists, before.size(), place.parallelism())
                .get(place.subtask());
        return OperatorSubtaskState.builder()
                .setManagedKeyedState(new StateObjectCollection<>(managed))
                .setRawKeyedState(new StateObjectCollection<>(raw))
                .setManagedOperatorState(new StateObjectCollection<>(own))
                .build();
    }

    /** The states of all tasks of an operator. */
    <T> List<T> all(String operator, Class<T> type) {
        return states.getOrDefault(operator, Collections.emptyList()).stream()
                .map(type::cast)
                .toList();
    }
}
