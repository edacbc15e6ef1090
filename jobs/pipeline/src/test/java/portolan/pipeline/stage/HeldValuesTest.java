package portolan.pipeline.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.stage.HeldValues.Held;

/** Against a plain map, over seeded histories of uses, evictions, snapshots, and restarts into other numbers of tasks. */
final class HeldValuesTest {
    private static final int KEYS = 40;
    private static final int MOST_HELD = 7;
    private static final int STEPS = 2_000;
    private static final int KEY_GROUPS = 16;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void holdsWhatAPlainMapHolds(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, String> twin = new HashMap<>();
        Tasks tasks = new Tasks(1, null);
        try {
            for (int step = 0; step < STEPS; step++) {
                String key = "key-" + random.nextInt(KEYS);
                String at = "seed=" + seed + ", step=" + step + ", key=" + key;
                int dice = random.nextInt(1_000);
                if (dice < 400) {
                    assertThat(tasks.use(key, held -> {})).as(at).isEqualTo(twin.get(key));
                } else if (dice < 780) {
                    String value = "value-" + step;
                    tasks.use(key, held -> held.put(value));
                    twin.put(key, value);
                } else if (dice < 880) {
                    tasks.use(key, held -> held.put(null));
                    twin.remove(key);
                } else if (dice < 985) {
                    tasks.forget(key);
                    twin.remove(key);
                } else if (dice < 995) {
                    tasks.snapshot();
                } else {
                    OperatorSubtaskState snapshot = tasks.snapshot();
                    tasks.close();
                    tasks = new Tasks(new int[] {1, 2, 4}[random.nextInt(3)], snapshot);
                }
            }
            tasks.snapshot();
            assertThat(tasks.stored()).as("seed=%s", seed).isEqualTo(twin.size());
            assertThat(tasks.mostHeld()).isLessThanOrEqualTo(MOST_HELD);
        } finally {
            tasks.close();
        }
    }

    /** What is done with the place of a value. */
    @FunctionalInterface
    private interface Use {
        void of(Held<String> held);
    }

    /** All tasks of one operator. */
    private static final class Tasks {
        private final List<KeyedOneInputStreamOperatorTestHarness<String, String, String>> tasks = new ArrayList<>();
        private final List<Holding> operators = new ArrayList<>();
        private long snapshots;

        Tasks(int parallelism, @Nullable OperatorSubtaskState from) throws Exception {
            for (int subtask = 0; subtask < parallelism; subtask++) {
                Holding operator = new Holding();
                KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
                        new KeyedOneInputStreamOperatorTestHarness<>(
                                operator, key -> key, Types.STRING, KEY_GROUPS, parallelism, subtask);
                harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
                harness.setup();
                if (from != null) {
                    harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            from, KEY_GROUPS, snapshotParallelism(from), parallelism, subtask));
                }
                harness.open();
                tasks.add(harness);
                operators.add(operator);
            }
        }

        /** Snapshots are merged into one, which the next tasks share out among themselves by key group. */
        private static int snapshotParallelism(OperatorSubtaskState from) {
            return Math.max(1, from.getManagedKeyedState().size());
        }

        @Nullable
        String use(String key, Use use) throws Exception {
            Holding operator = operatorOf(key);
            Held<String> held = operator.values.of(key);
            String before = held.value();
            use.of(held);
            return before;
        }

        void forget(String key) {
            operatorOf(key).values.forget(key);
        }

        private Holding operatorOf(String key) {
            return operators.get(
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(key, KEY_GROUPS, operators.size()));
        }

        OperatorSubtaskState snapshot() throws Exception {
            snapshots++;
            OperatorSubtaskState[] all = new OperatorSubtaskState[tasks.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = tasks.get(i).snapshot(snapshots, snapshots);
            }
            return AbstractStreamOperatorTestHarness.repackageState(all);
        }

        int stored() {
            int stored = 0;
            for (Holding operator : operators) {
                stored += ((AbstractKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
            }
            return stored;
        }

        int mostHeld() {
            return operators.stream()
                    .mapToInt(operator -> operator.values.size())
                    .max()
                    .orElse(0);
        }

        void close() throws Exception {
            for (KeyedOneInputStreamOperatorTestHarness<String, String, String> task : tasks) {
                task.close();
            }
        }
    }

    /** An operator with nothing but held values. */
    private static final class Holding extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {
        private transient HeldValues<String> values;

        @Override
        @Initializer
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            ValueState<byte[]> stored = context.getKeyedStateStore()
                    .getState(new ValueStateDescriptor<>("values", BytePrimitiveArraySerializer.INSTANCE));
            values = new HeldValues<>(
                    getKeyedStateBackend(),
                    stored,
                    new HeldValues.Form<>() {
                        @Override
                        public String read(byte[] bytes) {
                            return new String(bytes, UTF_8);
                        }

                        @Override
                        public byte[] bytes(String value) {
                            return value.getBytes(UTF_8);
                        }
                    },
                    MOST_HELD,
                    !context.isRestored());
        }

        @Override
        public void processElement(StreamRecord<String> element) {}

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            values.writeBack();
        }
    }
}
