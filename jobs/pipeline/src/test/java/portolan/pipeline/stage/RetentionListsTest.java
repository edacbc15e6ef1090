// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.state.ScoringState;

/** Lists of keys against a plain map of what is kept, over restarts into other numbers of tasks. */
final class RetentionListsTest {
    private static final int KEY_GROUPS = 16;
    private static final int MOST_BYTES = 1 << 22;
    private static final long HOUR = 3_600_000;
    private static final String KIND = "kind";

    /** All lists are stored at once, or some of them, or none. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 30, 1_000})
    void whatIsKeptIsWhatAMapKeeps(int mostOpen) throws Exception {
        Random random = new Random(mostOpen);
        Map<String, Long> expected = new HashMap<>();
        long now = 0;
        Tasks tasks = new Tasks(1, null, mostOpen);
        try {
            for (int step = 0; step < 250; step++) {
                int dice = random.nextInt(100);
                if (dice < 82) {
                    String key = "key-" + random.nextInt(60);
                    long until = now + (1 + random.nextInt(600)) * HOUR;
                    expected.merge(key, until, Math::max);
                    tasks.keep(key, until);
                } else if (dice < 85) {
                    tasks.storeOpen();
                    assertThat(tasks.open()).as("step " + step).isZero();
                } else if (dice < 95) {
                    now += random.nextInt(100) * HOUR;
                    long passed = now;
                    tasks.pass(passed);
                    expected.values().removeIf(until -> until <= passed - 7 * 24 * HOUR);
                } else {
                    tasks = tasks.restarted(1 + random.nextInt(4));
                }
                // What is over may stay for a week, what is not must stay.
                long over = now;
                Map<String, Long> stored = tasks.stored();
                Map<String, Long> must = new TreeMap<>(expected);
                must.values().removeIf(until -> until <= over);
                assertThat(stored).as("step " + step).containsAllEntriesOf(must);
                assertThat(expected).as("step " + step).containsAllEntriesOf(stored);
            }
            tasks.pass(now + 1_000 * HOUR);
            assertThat(tasks.stored()).as("nothing is kept for ever").isEmpty();
            assertThat(tasks.timers()).isZero();
        } finally {
            tasks.close();
        }
    }

    @Test
    void openListsHaveNoTimerAndSurviveARestart() throws Exception {
        Tasks tasks = new Tasks(1, null, 1_000);
        for (int key = 0; key < 1_000; key++) {
            tasks.keep("key-" + key, HOUR + key);
        }
        tasks = tasks.restarted(2);
        try {
            assertThat(tasks.timers()).isZero();
            assertThat(tasks.open()).isEqualTo(1_000);
            tasks.pass(HOUR + 998);
            assertThat(tasks.stored()).isNotEmpty();
            tasks.pass(HOUR + 999);
            assertThat(tasks.stored()).isEmpty();
            assertThat(tasks.open()).isZero();
        } finally {
            tasks.close();
        }
    }

    @Test
    void aSnapshotThatIsWrittenLaterHasWhatWasThereWhenItWasTaken() throws Exception {
        Tasks tasks = new Tasks(1, null, 1_000);
        for (int key = 0; key < 300; key++) {
            tasks.keep("key-" + key, HOUR);
        }
        OperatorSnapshotFutures first = tasks.snapshotToWrite(1);
        for (int key = 300; key < 600; key++) {
            tasks.keep("key-" + key, HOUR);
        }
        OperatorSubtaskState second =
                OperatorSnapshotFinalizer.create(tasks.snapshotToWrite(2)).getJobManagerOwnedState();
        OperatorSubtaskState written = OperatorSnapshotFinalizer.create(first).getJobManagerOwnedState();
        tasks.close();

        assertOpen(300, written);
        assertOpen(600, second);
    }

    private static void assertOpen(int keys, OperatorSubtaskState from) throws Exception {
        Tasks tasks = new Tasks(1, from, 1_000);
        try {
            assertThat(tasks.open()).isEqualTo(keys);
            assertThat(tasks.stored()).hasSize(keys);
            tasks.pass(HOUR);
            assertThat(tasks.stored()).isEmpty();
        } finally {
            tasks.close();
        }
    }

    @Test
    void aSnapshotLeavesNothingThatTheTaskKeeps() throws Exception {
        Tasks tasks = new Tasks(1, null, 1_000);
        try {
            tasks.keep("key", HOUR);
            OperatorSnapshotFinalizer.create(tasks.snapshotToWrite(1));
            int after = tasks.closeables();
            OperatorSnapshotFinalizer.create(tasks.snapshotToWrite(2));
            OperatorSnapshotFinalizer.create(tasks.snapshotToWrite(3));

            assertThat(tasks.closeables()).isEqualTo(after);
        } finally {
            tasks.close();
        }
    }

    @Test
    void theEldestOfTooManyAreStoredWithATimerAList() throws Exception {
        Tasks tasks = new Tasks(1, null, 1_000);
        for (int key = 0; key < 1_200; key++) {
            tasks.keep("key-" + key, HOUR);
        }
        assertThat(tasks.open()).isBetween(900, 1_000);
        assertThat(tasks.timers()).as("some eighty keys a list").isBetween(2, 4);
        tasks = tasks.restarted(2);
        try {
            assertThat(tasks.stored()).hasSize(1_200);
            tasks.pass(HOUR);
            assertThat(tasks.stored()).isEmpty();
            assertThat(tasks.timers()).isZero();
        } finally {
            tasks.close();
        }
    }

    @Test
    void aListUnderAKeyThatIsListedAgainLosesNone() throws Exception {
        // Stored as soon as there are two keys.
        Tasks tasks = new Tasks(1, null, 1);
        try {
            String first = "first";
            String other = IntStream.range(0, 1_000)
                    .mapToObj(number -> "other-" + number)
                    .filter(key -> keyGroup(key) == keyGroup(first))
                    .findFirst()
                    .orElseThrow();
            tasks.keep(first, HOUR);
            tasks.keep(other, HOUR);
            // A list whose keys have a list under them already.
            for (int again = 0; again < 2; again++) {
                tasks.forget(first);
                tasks.keep(first, 2 * HOUR);
            }
            assertThat(tasks.open()).isZero();

            tasks.pass(HOUR);
            assertThat(tasks.stored()).containsOnlyKeys(first);
            tasks.pass(2 * HOUR);
            assertThat(tasks.stored()).isEmpty();
        } finally {
            tasks.close();
        }
    }

    private static int keyGroup(String key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS);
    }

    /** Keeps until when each key is kept, and nothing else. */
    private static final class Keeps extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<Tuple2<String, Long>, String> {
        private final int mostOpen;

        private transient ValueState<byte[]> kept;
        private transient SeenByTask seen;
        private transient RawState rawState;
        private transient RetentionLists lists;

        private Keeps(int mostOpen) {
            this.mostOpen = mostOpen;
        }

        @Override
        @Initializer
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            seen = SeenByTask.in(context, getRuntimeContext().getTaskInfo());
            rawState = RawState.in(context, getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
        }

        @Override
        protected boolean isUsingCustomRawKeyedState() {
            return true;
        }

        @Override
        @Initializer
        public void open() throws Exception {
            super.open();
            kept = MemoriesOfKind.in(getKeyedStateBackend(), KIND);
            lists = new RetentionLists(
                    getKeyedStateBackend(),
                    rawState.openLists(),
                    target -> getInternalTimerService(ScoringState.RETENTION, StringSerializer.INSTANCE, target),
                    this::passed,
                    seen,
                    mostOpen);
        }

        private void passed(String kind, String key, long orderTime) throws IOException {
            assertThat(kind).isEqualTo(KIND);
            setCurrentKey(key);
            byte[] bytes = kept.value();
            if (bytes == null) {
                return;
            }
            long until = until(bytes);
            if (until <= orderTime) {
                kept.clear();
            } else {
                lists.add(KIND, key, until);
            }
        }

        @Override
        public void processElement(StreamRecord<Tuple2<String, Long>> element) throws Exception {
            String key = element.getValue().f0;
            byte[] bytes = kept.value();
            long until = element.getValue().f1;
            if (bytes != null) {
                until = Math.max(until, until(bytes));
            }
            kept.update(bytes(until));
            if (bytes == null) {
                lists.add(KIND, key, until);
            }
        }

        private static long until(byte[] bytes) {
            return ByteBuffer.wrap(bytes).getLong();
        }

        private static byte[] bytes(long until) {
            return ByteBuffer.allocate(Long.BYTES).putLong(until).array();
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            rawState.take(List.of());
            seen.write(context);
        }

        @Override
        public OperatorSnapshotFutures snapshotState(
                long checkpoint, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
                throws Exception {
            return rawState.beside(super.snapshotState(checkpoint, timestamp, options, storage), storage, this);
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            super.processWatermark(mark);
            lists.passed(mark.getTimestamp());
        }
    }

    /** All tasks of one operator. */
    private static final class Tasks {
        private final List<KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String>> tasks =
                new ArrayList<>();
        private final int mostOpen;

        Tasks(int parallelism, @Nullable OperatorSubtaskState from, int mostOpen) throws Exception {
            this.mostOpen = mostOpen;
            for (int subtask = 0; subtask < parallelism; subtask++) {
                KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String> harness =
                        new KeyedOneInputStreamOperatorTestHarness<>(
                                new Keeps(mostOpen), one -> one.f0, Types.STRING, KEY_GROUPS, parallelism, subtask);
                harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
                harness.setup();
                if (from != null) {
                    harness.setRestoredCheckpointId(1);
                    harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            from,
                            KEY_GROUPS,
                            Math.max(1, from.getManagedKeyedState().size()),
                            parallelism,
                            subtask));
                }
                harness.open();
                tasks.add(harness);
            }
        }

        void keep(String key, long until) throws Exception {
            tasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(key, KEY_GROUPS, tasks.size()))
                    .processElement(Tuple2.of(key, until), 0);
        }

        void forget(String key) throws Exception {
            for (KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String> task : tasks) {
                Keeps operator = (Keeps) task.getOperator();
                operator.setCurrentKey(key);
                operator.kept.clear();
            }
        }

        void pass(long time) throws Exception {
            for (KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String> task : tasks) {
                task.processWatermark(new Watermark(time));
            }
        }

        Tasks restarted(int parallelism) throws Exception {
            OperatorSubtaskState[] all = new OperatorSubtaskState[tasks.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = tasks.get(i).snapshot(1, 1);
            }
            close();
            return new Tasks(parallelism, AbstractStreamOperatorTestHarness.repackageState(all), mostOpen);
        }

        /** Of the first task; whoever is given it has it written. */
        OperatorSnapshotFutures snapshotToWrite(long checkpoint) throws Exception {
            return ((Keeps) tasks.get(0).getOperator())
                    .snapshotState(
                            checkpoint,
                            checkpoint,
                            CheckpointOptions.forCheckpointWithDefaultLocation(),
                            new MemCheckpointStreamFactory(MOST_BYTES));
        }

        /** What the first task would close if it were cancelled. */
        int closeables() {
            return ((Keeps) tasks.get(0).getOperator())
                    .getContainingTask()
                    .getCancelables()
                    .getNumberOfRegisteredCloseables();
        }

        /** As before a savepoint. */
        void storeOpen() throws Exception {
            for (KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String> task : tasks) {
                ((Keeps) task.getOperator()).lists.storeOpen();
            }
        }

        Map<String, Long> stored() throws Exception {
            Map<String, Long> stored = new HashMap<>();
            for (KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String> task : tasks) {
                Keeps operator = (Keeps) task.getOperator();
                List<String> keys;
                try (Stream<String> there = operator.<String>getKeyedStateBackend()
                        .getKeys(ScoringState.memories().getName(), KIND)) {
                    keys = there.toList();
                }
                for (String key : keys) {
                    operator.setCurrentKey(key);
                    stored.put(key, Keeps.until(operator.kept.value()));
                }
            }
            return stored;
        }

        int timers() {
            return tasks.stream().mapToInt(task -> task.numEventTimeTimers()).sum();
        }

        int open() {
            return tasks.stream()
                    .mapToInt(task ->
                            ((Keeps) task.getOperator()).rawState.openLists().keys())
                    .sum();
        }

        void close() throws Exception {
            for (KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String> task : tasks) {
                task.close();
            }
        }
    }
}
