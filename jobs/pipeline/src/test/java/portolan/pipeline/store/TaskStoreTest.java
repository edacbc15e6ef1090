// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.stage.Initializer;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.CellStore;
import portolan.testing.Seeds;

/**
 * Against a plain map, over seeded histories of uses, checkpoints, savepoints, and restarts into other numbers of tasks,
 * some of them from an earlier snapshot: two kinds of values under the same keys.
 */
@Tag(Seeds.TAG)
final class TaskStoreTest {
    private static final int KEY_GROUPS = 16;
    private static final int KEYS = 80;
    private static final int STEPS = Seeds.of(600, 10_000);
    private static final int BLOCK_BYTES = 1_024;
    private static final long HOUR = 3_600_000;
    private static final int[] KINDS = {1, 255};

    /** Of ASCII, of Latin-1, and of letters and signs beyond. */
    private static final List<String> SPELLINGS = List.of("key-", "schlüssel-", "ключ-", "\uD83D\uDD11-");

    /** Cached: nothing, a few blocks, all. Logged: whether changes are logged beside RocksDB, as the product has it. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    seed, cached, logged
                    1,         0,  false
                    2,      4096,  false
                    3,   1000000,  false
                    4,         0,   true
                    5,      4096,   true
                    6,   1000000,   true
                    """)
    void holdsWhatAPlainMapHolds(long seed, long cachedBytes, boolean isLogged) throws Exception {
        Random random = new Random(seed);
        Map<String, Twin> twin = new HashMap<>();
        Taken earlier = null;
        long now = 0;
        Tasks tasks = new Tasks(2, cachedBytes, isLogged, null);
        for (int step = 0; step < STEPS; step++) {
            int number = random.nextInt(KEYS);
            String key = SPELLINGS.get(number % SPELLINGS.size()) + number;
            int kind = KINDS[random.nextInt(KINDS.length)];
            String at = "seed=" + seed + ", step=" + step + ", kind=" + kind + ", key=" + key;
            StoredValues values = tasks.at(key).store.of(kind).at(key);
            int dice = random.nextInt(1_000);
            if (dice < 400) {
                byte[] found = values.valueAt(now);
                Twin expected = twin.get(kind + key);
                assertThat(found == null ? null : new String(found, UTF_8))
                        .as(at)
                        .isEqualTo(expected == null || expected.until <= now ? null : expected.value);
            } else if (dice < 850) {
                Twin value = new Twin(
                        step + "-".repeat(random.nextInt(random.nextInt(20) == 0 ? 3 * BLOCK_BYTES : 150)),
                        now + 1 + random.nextInt(100) * HOUR);
                values.put(value.value.getBytes(UTF_8), value.until);
                twin.put(kind + key, value);
            } else if (dice < 950) {
                values.remove();
                twin.remove(kind + key);
            } else if (dice < 984) {
                now += random.nextInt(10) * HOUR + random.nextInt(1_000);
                tasks.passed(now);
            } else if (dice < 992) {
                earlier = tasks.taken(twin, random);
            } else {
                // A task that fails loses what it did after the last snapshot that is complete.
                Taken from = earlier != null && random.nextInt(4) == 0 ? earlier : tasks.taken(twin, random);
                tasks.close();
                tasks = new Tasks(new int[] {1, 2, 4}[random.nextInt(3)], cachedBytes, isLogged, from.states);
                twin = new HashMap<>(from.twin);
            }
            tasks.at(key).store.tidy();
        }
        long last = now;
        twin.values().removeIf(value -> value.until <= last);
        TreeSet<String> expected = new TreeSet<>();
        twin.forEach((key, value) -> expected.add(value.value));
        assertThat(tasks.values()).containsAll(expected);
        tasks.passed(now + 200 * HOUR);
        tasks.taken(twin, random);
        assertThat(tasks.stored()).as("nothing is kept for ever: seed=%s", seed).isZero();
        tasks.close();
    }

    /** More of them than are on the heap; some become none, and some are over when they are asked for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void cellsAreThoseOfAPlainMap(long seed) throws Exception {
        Random random = new Random(seed);
        long[] pool = random.longs(4_000).map(key -> key | 1).toArray();
        Map<Long, long[]> twin = new HashMap<>();
        Tasks tasks = new Tasks(2, 4_096, false, null);
        List<StoredCells> cells = tasks.cells();
        for (int step = 0; step < STEPS; step++) {
            int task = random.nextInt(cells.size());
            Tasks those = tasks;
            long[] keys = random.ints(60, 0, pool.length)
                    .mapToLong(i -> pool[i])
                    .filter(key -> those.taskOf(key) == task)
                    .distinct()
                    .toArray();
            long[] words = new long[keys.length * CellStore.WIDE];
            cells.get(task).get(keys, keys.length, words);
            for (int i = 0; i < keys.length; i++) {
                long[] expected = twin.getOrDefault(keys[i], new long[CellStore.WIDE]);
                int at = i * CellStore.WIDE;
                assertThat(Arrays.copyOfRange(words, at, at + CellStore.WIDE))
                        .as("seed=" + seed + ", step=" + step)
                        .isEqualTo(expected);
                boolean isNone = random.nextInt(5) == 0;
                for (int word = 0; word < CellStore.WIDE; word++) {
                    words[at + word] = isNone ? 0 : random.nextLong() >>> 1;
                }
                twin.put(keys[i], Arrays.copyOfRange(words, at, at + CellStore.WIDE));
            }
            cells.get(task).put(keys, keys.length, words, new long[keys.length]);
            // As stages do after each record: without it nothing that was replaced ever goes.
            tasks.operators.get(task).store.tidy();
            if (random.nextInt(30) == 0) {
                for (StoredCells ofTask : cells) {
                    ofTask.flush();
                }
                Taken taken = tasks.taken(Map.of(), random);
                if (random.nextBoolean()) {
                    tasks.close();
                    tasks = new Tasks(new int[] {1, 2, 4}[random.nextInt(3)], 4_096, false, taken.states);
                    cells = tasks.cells();
                }
            }
        }
        tasks.close();
        assertThat(twin).hasSizeGreaterThan(3_000);
    }

    private record Twin(String value, long until) {}

    /** A snapshot, and what a plain map had then. */
    private record Taken(List<OperatorSubtaskState> states, Map<String, Twin> twin) {}

    @Test
    void aKindIsANumberOfEightBits() throws Exception {
        Tasks tasks = new Tasks(1, 0, false, null);
        TaskStore store = tasks.at("key").store;
        assertThat(store.of(255)).isSameAs(store.of(255));
        assertThatThrownBy(() -> store.of(0)).hasMessageContaining("given=0");
        assertThatThrownBy(() -> store.of(256)).hasMessageContaining("given=256");
        tasks.close();
    }

    @Test
    void hoursAreRoundedSoThatNothingLeavesTooSoon() {
        assertThat(TaskStore.hoursUntil(0)).isZero();
        assertThat(TaskStore.hoursUntil(1)).isEqualTo(1);
        assertThat(TaskStore.hoursUntil(HOUR)).isEqualTo(1);
        assertThat(TaskStore.hoursUntil(-1)).isZero();
        assertThat(TaskStore.hoursUntil(-HOUR)).isEqualTo(-1);
        assertThat(TaskStore.hoursUntil(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(TaskStore.hoursUntil(Long.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
    }

    /** All tasks of one operator. */
    private static final class Tasks {
        private final List<KeyedOneInputStreamOperatorTestHarness<String, String, String>> harnesses =
                new ArrayList<>();
        private final List<Storing> operators = new ArrayList<>();

        Tasks(int parallelism, long cachedBytes, boolean isLogged, @Nullable List<OperatorSubtaskState> from)
                throws Exception {
            Configuration settings = new Configuration();
            settings.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, isLogged);
            StateBackend backend = StateBackendLoader.fromApplicationOrConfigOrDefault(
                    new EmbeddedRocksDBStateBackend(false),
                    settings,
                    new Configuration(),
                    TaskStoreTest.class.getClassLoader(),
                    null);
            for (int subtask = 0; subtask < parallelism; subtask++) {
                Storing operator = new Storing(cachedBytes);
                KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
                        new KeyedOneInputStreamOperatorTestHarness<>(
                                operator, key -> key, Types.STRING, KEY_GROUPS, parallelism, subtask);
                harness.setStateBackend(backend);
                harness.setup();
                if (from != null) {
                    harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            AbstractStreamOperatorTestHarness.repackageState(from.toArray(OperatorSubtaskState[]::new)),
                            KEY_GROUPS,
                            from.size(),
                            parallelism,
                            subtask));
                }
                harness.open();
                harnesses.add(harness);
                operators.add(operator);
            }
        }

        Storing at(String key) {
            return operators.get(
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(key, KEY_GROUPS, operators.size()));
        }

        private static String shardKey(int shard) {
            return "shard-" + shard;
        }

        List<StoredCells> cells() {
            return operators.stream()
                    .map(operator -> operator.store.cells(7, CellStore.WIDE, Tasks::shardKey, 0))
                    .toList();
        }

        int taskOf(long key) {
            return operators.indexOf(at(shardKey(Bank.shard(key))));
        }

        void passed(long orderTime) throws Exception {
            for (Storing operator : operators) {
                operator.store.passed(orderTime);
                operator.store.tidy();
            }
        }

        /** A checkpoint, or a savepoint, which has nothing beside the backend. */
        Taken taken(Map<String, Twin> twin, Random random) throws Exception {
            boolean isSavepoint = random.nextInt(3) == 0;
            List<OperatorSubtaskState> states = new ArrayList<>();
            for (KeyedOneInputStreamOperatorTestHarness<String, String, String> one : harnesses) {
                OperatorSubtaskState state = isSavepoint
                        ? one.snapshotWithLocalState(7, 7, SavepointType.savepoint(SavepointFormatType.NATIVE))
                                .getJobManagerOwnedState()
                        : one.snapshot(7, 7);
                if (isSavepoint) {
                    assertThat(state.getRawKeyedState()).isEmpty();
                }
                states.add(state);
            }
            return new Taken(states, Map.copyOf(twin));
        }

        List<String> values() throws Exception {
            List<String> values = new ArrayList<>();
            for (Storing operator : operators) {
                for (int kind : KINDS) {
                    operator.store.of(kind).forEach(value -> values.add(new String(value, UTF_8)));
                }
            }
            return values;
        }

        /** Keys that the tasks know, and entries of their backends. */
        long stored() throws Exception {
            long stored = 0;
            for (Storing operator : operators) {
                stored += operator.store.keys();
                KeyedStateBackend<?> backend = operator.getKeyedStateBackend();
                stored += backend instanceof TestableKeyedStateBackend<?> logged
                        ? ((AbstractKeyedStateBackend<?>) logged.getDelegatedKeyedStateBackend(true))
                                .numKeyValueStateEntries()
                        : ((AbstractKeyedStateBackend<?>) backend).numKeyValueStateEntries();
            }
            return stored;
        }

        void close() throws Exception {
            for (KeyedOneInputStreamOperatorTestHarness<String, String, String> one : harnesses) {
                one.close();
            }
        }
    }

    /** Keeps values in a store, as our stages do. */
    private static final class Storing extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {
        private final long cachedBytes;
        private transient TaskStore store;
        private transient boolean atSavepoint;

        Storing(long cachedBytes) {
            this.cachedBytes = cachedBytes;
        }

        @Override
        @Initializer
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            store = TaskStore.in(
                    context, getKeyedStateBackend(), KEY_GROUPS, new byte[KeyHash.SECRET], BLOCK_BYTES, cachedBytes);
        }

        @Override
        protected boolean isUsingCustomRawKeyedState() {
            return true;
        }

        @Override
        public OperatorSnapshotFutures snapshotState(
                long checkpoint, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
                throws Exception {
            atSavepoint = options.getCheckpointType().isSavepoint();
            return store.beside(super.snapshotState(checkpoint, timestamp, options, storage), storage, this);
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            store.snapshot(atSavepoint);
        }

        @Override
        public void processElement(StreamRecord<String> element) {
            throw new IllegalStateException("it is used directly");
        }
    }
}
