// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.jspecify.annotations.Nullable;

/** What a disk makes of a file that the store has written beside the backend. Flink's own are Flink's to check. */
enum SimDamage {
    FLIPPED {
        @Override
        byte[] of(byte[] written, SimDice dice) {
            byte[] flipped = written.clone();
            flipped[dice.of(flipped.length)] ^= (byte) (1 << dice.of(Byte.SIZE));
            return flipped;
        }
    },
    TORN {
        @Override
        byte[] of(byte[] written, SimDice dice) {
            return Arrays.copyOf(written, dice.of(written.length));
        }
    },
    /** Its length reached the disk, its last bytes did not. */
    LOST {
        @Override
        byte[] of(byte[] written, SimDice dice) {
            byte[] lost = Arrays.copyOf(Arrays.copyOf(written, dice.of(written.length)), written.length);
            // What was zero anyway is not lost.
            return Arrays.equals(lost, written) ? new byte[written.length] : lost;
        }
    };

    abstract byte[] of(byte[] written, SimDice dice);

    /** A copy of a checkpoint with one such file; null where it has none. */
    @Nullable
    SimCheckpoint of(SimCheckpoint sound, SimDice dice) {
        Map<String, List<Object>> states = new HashMap<>(sound.states());
        List<String> stages = new ArrayList<>();
        states.forEach((operator, tasks) -> {
            if (tasks.stream().anyMatch(SimDamage::hasFile)) {
                stages.add(operator);
            }
        });
        if (stages.isEmpty()) {
            return null;
        }
        stages.sort(null);
        String stage = stages.get(dice.of(stages.size()));
        List<Object> tasks = new ArrayList<>(Objects.requireNonNull(states.get(stage)));
        int task = dice.of(tasks.size());
        while (!hasFile(tasks.get(task))) {
            task = (task + 1) % tasks.size();
        }
        OperatorSubtaskState state = (OperatorSubtaskState) tasks.get(task);
        List<KeyedStateHandle> files = new ArrayList<>(state.getRawKeyedState());
        KeyGroupsStateHandle file = (KeyGroupsStateHandle) files.get(0);
        byte[] bytes = of(((ByteStreamStateHandle) file.getDelegateStateHandle()).getData(), dice);
        files.set(
                0,
                new KeyGroupsStateHandle(
                        file.getGroupRangeOffsets(), new ByteStreamStateHandle("damaged-" + sound.id(), bytes)));
        tasks.set(
                task,
                state.toBuilder()
                        .setRawKeyedState(new StateObjectCollection<>(files))
                        .build());
        states.put(stage, tasks);
        return new SimCheckpoint(sound.id(), sound.passed(), sound.ever(), states);
    }

    private static boolean hasFile(Object state) {
        return state instanceof OperatorSubtaskState of
                && of.getRawKeyedState().stream()
                        .anyMatch(file -> file instanceof KeyGroupsStateHandle groups
                                && groups.getDelegateStateHandle() instanceof ByteStreamStateHandle);
    }
}
