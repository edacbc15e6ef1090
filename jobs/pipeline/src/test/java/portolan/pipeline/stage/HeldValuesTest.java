// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationTarget;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.pipeline.stage.HeldValues.Glance;
import portolan.pipeline.state.UnstoredLayout.Change;

/**
 * Against a plain map, over seeded histories of uses, evictions, snapshots, and restarts into other numbers of tasks:
 * two states that share their bytes, so few that entries come and go between all levels.
 */
final class HeldValuesTest {
    private static final int KEYS = 40;
    private static final int MOST_HELD = 7;
    private static final int USUAL_LENGTH = 100;
    private static final int SEGMENT_BYTES = 256;
    private static final int STEPS = 1_500;
    private static final int KEY_GROUPS = 16;

    /** Of ASCII, of Latin-1, and of letters and signs beyond. */
    private static final List<String> SPELLINGS = List.of("key-", "schlüssel-", "ключ-", "\uD83D\uDD11-");

    private static final List<String> STRANGERS = List.of("never", "used", "by any", "of them");

    private static final int ALL = Integer.MAX_VALUE;

    /** From so many uses on a key is busy here: there are forty of them, and restarts forget what was counted. */
    private static final int OFTEN = 3;

    /**
     * Bytes: none, less than a segment and its index, a few segments, all. How many may be unwritten: none, few, more than
     * are held, all. Tasks: another number at each restart, or as many as before, which know what they stored. Logged:
     * whether changes are logged beside RocksDB, as the product has it.
     */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            nullValues = {"all", "any"},
            textBlock = """
                    seed, warm bytes, unwritten, tasks, logged
                    1,             0,       all,   any,  false
                    2,           600,       all,   any,  false
                    3,          1500,       all,   any,  false
                    4,          4000,       all,   any,  false
                    5,        100000,       all,   any,  false
                    6,             0,         2,   any,  false
                    7,           600,         0,   any,  false
                    8,          1500,         1,   any,  false
                    9,          4000,         3,   any,  false
                    10,       100000,         5,   any,  false
                    11,         4000,       100,   any,  false
                    12,          600,       all,     1,  false
                    13,         1500,         2,     1,  false
                    14,         4000,         3,     2,  false
                    15,            0,         0,     2,  false
                    16,       100000,       all,     2,  false
                    17,          600,         2,   any,   true
                    18,         1500,         0,   any,   true
                    19,         4000,         3,     2,   true
                    20,            0,       all,     1,   true
                    21,         4000,         1,   any,   true
                    22,       100000,       all,   any,   true
                    """)
    void holdsWhatAPlainMapHolds(
            long seed, long warmBytes, @Nullable Integer most, @Nullable Integer asBefore, boolean isLogged)
            throws Exception {
        int unwritten = most == null ? ALL : most;
        int fixedTasks = asBefore == null ? 0 : asBefore;
        Random random = new Random(seed);
        Map<String, String> twin = new HashMap<>();
        Taken earlier = null;
        int mostBusy = 0;
        Tasks tasks = new Tasks(warmBytes, unwritten, OFTEN, Math.max(1, fixedTasks), isLogged, null);
        try {
            for (int step = 0; step < STEPS; step++) {
                int number = random.nextInt(KEYS);
                String key = SPELLINGS.get(number % SPELLINGS.size()) + number;
                String state = random.nextBoolean() ? Holding.ONE : Holding.OTHER;
                String known = state + key;
                String at = "seed=" + seed + ", step=" + step + ", state=" + state + ", key=" + key;
                int dice = random.nextInt(1_000);
                if (dice < 350) {
                    assertThat(tasks.use(state, key, held -> {})).as(at).isEqualTo(twin.get(known));
                } else if (dice < 730) {
                    String value = step + "-".repeat(length(random));
                    assertThat(tasks.use(state, key, held -> held.put(value)))
                            .as(at)
                            .isEqualTo(twin.put(known, value));
                } else if (dice < 830) {
                    tasks.use(state, key, held -> held.put(null));
                    twin.remove(known);
                } else if (dice < 900) {
                    Glance glance = tasks.peek(state, key);
                    assertThat(glance == null ? null : glance.until())
                            .as(at)
                            .isEqualTo(
                                    twin.containsKey(known)
                                            ? Long.valueOf(twin.get(known).length())
                                            : null);
                } else if (dice < 975) {
                    tasks.forget(state, key);
                    twin.remove(known);
                } else if (dice < 985) {
                    tasks.beginOrEndCopying();
                } else if (dice < 995) {
                    earlier = taken(tasks, twin, random);
                } else {
                    // A task that fails loses what it did after the last snapshot that is complete.
                    Taken from = earlier != null && random.nextInt(4) == 0 ? earlier : taken(tasks, twin, random);
                    tasks.close();
                    int parallelism = fixedTasks > 0 ? fixedTasks : new int[] {1, 2, 4}[random.nextInt(3)];
                    tasks = new Tasks(warmBytes, unwritten, OFTEN, parallelism, isLogged, from.snapshot());
                    twin = new HashMap<>(from.twin());
                }
                tasks.assertWithinBounds(at);
                mostBusy = Math.max(mostBusy, tasks.busy());
            }
            assertThat(tasks.knowStrangers()).as("seed=%s", seed).isEqualTo(fixedTasks > 0);
            Snapshot last = tasks.snapshot();
            tasks.close();
            tasks = new Tasks(warmBytes, unwritten, OFTEN, 1, isLogged, last);
            assertThat(tasks.stored()).as("seed=%s", seed).isEqualTo(twin.size());
            assertThat(mostBusy > 0)
                    .as("seed=%s: busy keys wait apart, where any may wait", seed)
                    .isEqualTo(unwritten > 0 && unwritten < ALL);
        } finally {
            tasks.close();
        }
    }

    /** A snapshot, and what a plain map held then. */
    private record Taken(Snapshot snapshot, Map<String, String> twin) {}

    private static Taken taken(Tasks tasks, Map<String, String> twin, Random random) throws Exception {
        return new Taken(random.nextInt(3) == 0 ? tasks.savepoint() : tasks.snapshot(), Map.copyOf(twin));
    }

    /** Mostly usual ones, some larger than a segment, a few that are larger than all there is. */
    private static int length(Random random) {
        int dice = random.nextInt(100);
        return random.nextInt(dice < 80 ? USUAL_LENGTH : dice < 97 ? 3 * SEGMENT_BYTES : 5_000);
    }

    @Test
    void whatIsUsedOnceIsHeldBrieflyAndWhatIsUsedAgainForLong() throws Exception {
        Tasks tasks = new Tasks(100_000, ALL, 1, null);
        try {
            for (int i = 0; i < 10 * MOST_HELD; i++) {
                tasks.use(Holding.ONE, "once-" + i, held -> held.put("once"));
            }
            assertThat(tasks.mostHeld()).as("only the last of those used once").isEqualTo(1);

            for (int i = 0; i < MOST_HELD - 1; i++) {
                tasks.use(Holding.ONE, "again-" + i, held -> held.put("first"));
                tasks.use(Holding.ONE, "again-" + i, held -> held.put("second"));
            }
            for (int i = 0; i < 10 * MOST_HELD; i++) {
                tasks.use(Holding.ONE, "later-" + i, held -> held.put("once"));
            }
            assertThat(tasks.mostHeld())
                    .as("those used again stay, whatever comes once")
                    .isEqualTo(MOST_HELD);

            tasks.use(Holding.ONE, "once-0", held -> {});
            tasks.use(Holding.ONE, "once-1", held -> {});
            assertThat(tasks.use(Holding.ONE, "again-0", held -> {})).isEqualTo("second");
            assertThat(tasks.mostHeld())
                    .as("what comes back takes room among them")
                    .isEqualTo(MOST_HELD);
        } finally {
            tasks.close();
        }
    }

    @Test
    void whatWasNotUsedAgainByTheTimeItIsWrittenBecomesBytes() throws Exception {
        int waiting = 4;
        Tasks tasks = new Tasks(100_000, waiting, 1, null);
        try {
            for (int i = 0; i < MOST_HELD; i++) {
                tasks.use(Holding.ONE, "known-" + i, held -> held.put("first"));
            }
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < MOST_HELD; i++) {
                    tasks.use(Holding.ONE, "known-" + i, held -> held.put("later"));
                }
                assertThat(tasks.mostHeld())
                        .as("round=%d: those that wait, and the one in use", round)
                        .isLessThanOrEqualTo(waiting + 1);
            }
            assertThat(tasks.stored()).isGreaterThanOrEqualTo(MOST_HELD - waiting - 1);

            for (int use = 0; use < 2; use++) {
                tasks.use(Holding.ONE, "known-0", held -> held.put("again"));
            }
            for (int later = 0; later < 3 * (MOST_HELD - 1); later++) {
                tasks.use(Holding.ONE, "known-" + (1 + later % (MOST_HELD - 1)), held -> held.put("later"));
            }
            assertThat(tasks.mostHeld())
                    .as("one was used again before it was written")
                    .isEqualTo(waiting + 2);
            assertThat(tasks.use(Holding.ONE, "known-0", held -> {})).isEqualTo("again");
        } finally {
            tasks.close();
        }
    }

    @Test
    void whatIsUsedAllTheTimeIsWrittenSeldom() throws Exception {
        Tasks tasks = new Tasks(100_000, 1, 1, null);
        try {
            assertThat(unwrittenAfter(tasks, "seldom", BusyKeys.OFTEN - 1))
                    .as("others came after it, more than may wait")
                    .doesNotContain("seldom");
            assertThat(unwrittenAfter(tasks, "often", BusyKeys.OFTEN)).contains("often");
            assertThat(tasks.use(Holding.ONE, "often", held -> {})).isEqualTo("10");
        } finally {
            tasks.close();
        }
    }

    /** Which keys wait after one was used so often, and each time some others once. */
    private static List<String> unwrittenAfter(Tasks tasks, String key, int uses) throws Exception {
        for (int use = 1; use <= uses; use++) {
            String value = Integer.toString(use);
            tasks.use(Holding.ONE, key, held -> held.put(value));
            for (int other = 0; other < MOST_HELD - 1; other++) {
                tasks.use(Holding.ONE, "beside-" + key + '-' + use + '-' + other, held -> held.put("once"));
            }
        }
        return tasks.operators.get(0).unwritten.changes().stream()
                .map(Change::key)
                .toList();
    }

    @Test
    void aSnapshotHasBesideTheBackendWhatIsInUseAndNothingForEver() throws Exception {
        Tasks tasks = new Tasks(0, 100, 1, null);
        try {
            tasks.use(Holding.ONE, "key", held -> held.put("new"));
            tasks.snapshot();
            assertThat(tasks.unwritten()).isEqualTo(1);
            tasks.use(Holding.ONE, "key", held -> held.put("touched"));
            tasks.snapshot();
            assertThat(tasks.unwritten()).as("new, and a snapshot had it").isZero();
            assertThat(tasks.stored()).isEqualTo(1);

            for (int i = 0; i < 3; i++) {
                tasks.use(Holding.ONE, "key", held -> held.put("touched"));
                tasks.snapshot();
                assertThat(tasks.unwritten()).as("stored, and touched again").isEqualTo(1);
            }
            tasks.snapshot();
            assertThat(tasks.unwritten()).as("untouched since the last one").isZero();
        } finally {
            tasks.close();
        }
    }

    @Test
    void aLargeValueTakesTheRoomOfSeveral() throws Exception {
        Tasks tasks = new Tasks(0, ALL, 1, null);
        try {
            for (int i = 0; i < 10 * MOST_HELD; i++) {
                String large = "-".repeat(2 * USUAL_LENGTH);
                tasks.use(Holding.ONE, "key-" + i, held -> held.put(large));
            }
            assertThat(tasks.mostHeld()).isLessThanOrEqualTo(MOST_HELD / 3 + 1);

            String larger = "-".repeat(MOST_HELD * USUAL_LENGTH);
            tasks.use(Holding.ONE, "key", held -> held.put(larger));
            tasks.use(Holding.ONE, "other key", held -> {});
            assertThat(tasks.mostHeld()).isEqualTo(1);
            assertThat(tasks.use(Holding.ONE, "key", held -> {})).isEqualTo(larger);
        } finally {
            tasks.close();
        }
    }

    /** One that waits and is worth nothing leaves when another state's values need the room: it may be in use. */
    @Test
    void whatLeavesWhileItIsInUseTakesItsRoomAlong() throws Exception {
        Tasks tasks = new Tasks(100_000, 1, 1, null);
        try {
            for (int i = 0; i < 3 * MOST_HELD; i++) {
                tasks.use(Holding.ONE, "small-" + i, held -> held.put("small"));
            }
            String large = "-".repeat(3 * USUAL_LENGTH);
            for (int i = 0; i < MOST_HELD; i++) {
                String inUse = "in-use-" + i;
                for (int use = 0; use < 2; use++) {
                    tasks.use(Holding.ONE, inUse, held -> held.put(large));
                    tasks.use(Holding.ONE, "looked-at", held -> {});
                }
                tasks.use(Holding.ONE, inUse, held -> held.put(null));
                for (int other = 0; other < 3; other++) {
                    tasks.use(Holding.OTHER, "other-" + i + '-' + other, held -> held.put("once"));
                }
            }
            for (int i = 0; i < 3 * MOST_HELD; i++) {
                assertThat(tasks.use(Holding.ONE, "small-" + i, held -> {})).isEqualTo("small");
            }
            tasks.assertWithinBounds("looked at, and not changed");
            assertThat(tasks.use(Holding.ONE, "in-use-0", held -> {})).isNull();
        } finally {
            tasks.close();
        }
    }

    /** What is done with the place of a value. */
    @FunctionalInterface
    private interface Use {
        void of(Held<String> held);
    }

    /** What each task had. */
    private record Snapshot(long id, List<OperatorSubtaskState> tasks) {
        /** As many tasks as before have their own each, as Flink does it; else they share it out by key group. */
        OperatorSubtaskState of(int task, int parallelism) throws Exception {
            if (parallelism == tasks.size()) {
                return tasks.get(task);
            }
            return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    AbstractStreamOperatorTestHarness.repackageState(tasks.toArray(OperatorSubtaskState[]::new)),
                    KEY_GROUPS,
                    tasks.size(),
                    parallelism,
                    task);
        }
    }

    /** All tasks of one operator. */
    private static final class Tasks {
        private final List<KeyedOneInputStreamOperatorTestHarness<String, String, String>> tasks = new ArrayList<>();
        private final List<Holding> operators = new ArrayList<>();
        private final List<Copying> copying = new ArrayList<>();
        private long snapshots;

        Tasks(long warmBytes, int unwritten, int parallelism, @Nullable Snapshot from) throws Exception {
            this(warmBytes, unwritten, BusyKeys.OFTEN, parallelism, false, from);
        }

        /**
         * @param often from so many uses on a key is busy
         * @param isLogged whether changes are logged beside RocksDB
         */
        Tasks(long warmBytes, int unwritten, int often, int parallelism, boolean isLogged, @Nullable Snapshot from)
                throws Exception {
            Configuration settings = new Configuration();
            settings.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, isLogged);
            StateBackend backend = StateBackendLoader.fromApplicationOrConfigOrDefault(
                    new EmbeddedRocksDBStateBackend(false),
                    settings,
                    new Configuration(),
                    getClass().getClassLoader(),
                    null);
            for (int subtask = 0; subtask < parallelism; subtask++) {
                Holding operator = new Holding(warmBytes, unwritten, often);
                KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
                        new KeyedOneInputStreamOperatorTestHarness<>(
                                operator, key -> key, Types.STRING, KEY_GROUPS, parallelism, subtask);
                harness.setStateBackend(backend);
                harness.getExecutionConfig().setUseSnapshotCompression(true);
                harness.setup();
                if (from != null) {
                    harness.setRestoredCheckpointId(from.id());
                    harness.initializeState(from.of(subtask, parallelism));
                }
                harness.open();
                tasks.add(harness);
                operators.add(operator);
            }
        }

        @Nullable
        String use(String state, String key, Use use) throws Exception {
            Held<String> held = values(state, key).of(key);
            String before = held.value();
            use.of(held);
            return before;
        }

        @Nullable
        Glance peek(String state, String key) throws Exception {
            return values(state, key).peek(key);
        }

        void forget(String state, String key) {
            values(state, key).forget(key);
        }

        private HeldValues<String> values(String state, String key) {
            return Objects.requireNonNull(operatorOf(key).values.get(state));
        }

        private Holding operatorOf(String key) {
            return operators.get(
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(key, KEY_GROUPS, operators.size()));
        }

        /** One that has all in the backend. */
        Snapshot savepoint() throws Exception {
            operators.forEach(operator -> operator.atSavepoint = true);
            Snapshot savepoint = snapshot();
            operators.forEach(operator -> operator.atSavepoint = false);
            savepoint
                    .tasks()
                    .forEach(task -> assertThat(task.getRawKeyedState()).isEmpty());
            return savepoint;
        }

        Snapshot snapshot() throws Exception {
            snapshots++;
            List<OperatorSubtaskState> all = new ArrayList<>();
            for (KeyedOneInputStreamOperatorTestHarness<String, String, String> task : tasks) {
                all.add(task.snapshot(snapshots, snapshots));
                task.notifyOfCompletedCheckpoint(snapshots);
            }
            return new Snapshot(snapshots, all);
        }

        /** RocksDB's files are copied for the log, where there is one, while the tasks go on. */
        void beginOrEndCopying() throws Exception {
            if (!copying.isEmpty()) {
                for (Copying begun : copying) {
                    begun.take();
                    begun.report();
                }
                copying.clear();
                return;
            }
            for (Holding operator : operators) {
                if (operator.getKeyedStateBackend() instanceof MaterializationTarget target) {
                    Copying.begin(target).ifPresent(copying::add);
                }
            }
        }

        /** Whether each knows which keys are stored: then there are some that it excludes. */
        boolean knowStrangers() {
            return operators.stream()
                    .flatMap(operator -> operator.filters.stream())
                    .allMatch(filter -> STRANGERS.stream().anyMatch(stranger -> !filter.mayHave(stranger)));
        }

        int stored() {
            int stored = 0;
            for (Holding operator : operators) {
                KeyedStateBackend<?> beneath = ((TestableKeyedStateBackend<?>) operator.getKeyedStateBackend())
                        .getDelegatedKeyedStateBackend(true);
                stored += ((AbstractKeyedStateBackend<?>) beneath).numKeyValueStateEntries();
            }
            return stored;
        }

        int unwritten() {
            return operators.stream()
                    .mapToInt(operator -> operator.unwritten.size())
                    .sum();
        }

        int busy() {
            return operators.stream()
                    .mapToInt(operator -> operator.unwritten.busy())
                    .sum();
        }

        int mostHeld() {
            return operators.stream()
                    .flatMap(operator -> operator.values.values().stream())
                    .mapToInt(HeldValues::size)
                    .max()
                    .orElse(0);
        }

        void assertWithinBounds(String at) {
            assertThat(mostHeld()).as(at).isLessThanOrEqualTo(MOST_HELD);
            for (Holding operator : operators) {
                // Without a bound there is still the index of none.
                assertThat(operator.warm.bytes()).as(at).isLessThanOrEqualTo(Math.max(600, operator.warmBytes));
                int busy = operator.unwritten.busy();
                assertThat((long) busy)
                        .as(at)
                        .isLessThanOrEqualTo(2L * Unwritten.BUSY_SHARE * operator.mostUnwritten + 1);
                assertThat((long) operator.unwritten.size() - busy)
                        .as(at)
                        .isLessThanOrEqualTo(2L * operator.mostUnwritten + 1);
            }
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
        static final String ONE = "one";
        static final String OTHER = "other";

        private final long warmBytes;
        private final int mostUnwritten;
        private final int often;
        private boolean atSavepoint;
        private transient WarmBytes warm;
        private transient Unwritten unwritten;
        private transient RawState rawState;
        private transient OwnLog log;
        private transient ValueState<byte[]> empty;
        private transient SeenByTask seen;
        private transient List<SeenKeys> filters;
        private transient Map<String, HeldValues<String>> values;

        Holding(long warmBytes, int mostUnwritten, int often) {
            this.warmBytes = warmBytes;
            this.mostUnwritten = mostUnwritten;
            this.often = often;
        }

        @Override
        @Initializer
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            warm = new WarmBytes(warmBytes, SEGMENT_BYTES);
            unwritten = new Unwritten(mostUnwritten, often);
            values = new HashMap<>();
            seen = SeenByTask.in(context, getRuntimeContext().getTaskInfo());
            filters = new ArrayList<>();
            for (String state : List.of(ONE, OTHER)) {
                ValueState<byte[]> stored = context.getKeyedStateStore()
                        .getState(new ValueStateDescriptor<>(state, BytePrimitiveArraySerializer.INSTANCE));
                SeenKeys filter = seen.of(state);
                filters.add(filter);
                values.put(
                        state,
                        new HeldValues<>(
                                state, getKeyedStateBackend(), stored, new Text(), MOST_HELD, warm, unwritten, filter));
            }
            rawState = RawState.in(context, KEY_GROUPS);
            log = new OwnLog(getRuntimeContext().getTaskInfo());
            empty = context.getKeyedStateStore()
                    .getState(new ValueStateDescriptor<>("empty", BytePrimitiveArraySerializer.INSTANCE));
        }

        @Override
        protected boolean isUsingCustomRawKeyedState() {
            return true;
        }

        @Override
        public void open() throws Exception {
            super.open();
            FilesBesideTask.install(getKeyedStateBackend(), getContainingTask().getEnvironment());
            if (seen.startsFromOthers()) {
                log.begin(getKeyedStateBackend(), empty);
            }
            for (Change change : rawState.takeChanges()) {
                Objects.requireNonNull(values.get(change.state())).restore(change);
            }
        }

        @Override
        public void processElement(StreamRecord<String> element) {}

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            for (HeldValues<String> held : values.values()) {
                held.settle();
            }
            if (atSavepoint) {
                unwritten.writeBack();
            }
            rawState.take(unwritten.changes());
            seen.write(context);
        }

        @Override
        public OperatorSnapshotFutures snapshotState(
                long checkpoint, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
                throws Exception {
            return rawState.beside(super.snapshotState(checkpoint, timestamp, options, storage), storage, this);
        }
    }

    /** A text of ASCII, which is kept until its length. */
    private static final class Text implements HeldValues.Form<String> {
        @Override
        public String read(byte[] bytes) {
            return new String(bytes, UTF_8);
        }

        @Override
        public byte[] bytes(String value) {
            return value.getBytes(UTF_8);
        }

        @Override
        public int room(String value) {
            return 1 + value.length() / USUAL_LENGTH;
        }

        @Override
        public long until(String value) {
            return value.length();
        }

        @Override
        public long untilIn(byte[] bytes) {
            return bytes.length;
        }
    }
}
