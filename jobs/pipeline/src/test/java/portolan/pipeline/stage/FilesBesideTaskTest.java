// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.PlaceholderStreamStateHandle;
import org.apache.flink.runtime.state.SharedStateRegistry;
import org.apache.flink.runtime.state.SharedStateRegistryImpl;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationTarget;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.pipeline.Mode;
import portolan.scoring.manifest.Position;
import portolan.testing.Seeds;

/** RocksDB's files and the log of changes beside them, on real RocksDB, whichever of them has a change. */
@Tag(Seeds.TAG)
final class FilesBesideTaskTest {
    private static final int KEYS = 12;
    private static final int STEPS = 800;

    @TempDir
    Path directory;

    /** As the job manager has it: who has which of the files that copies share. */
    private final SharedStateRegistry shared = new SharedStateRegistryImpl();

    private static LongStream seeds() {
        return Seeds.upTo(2, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatAChangeFindsItselfInThereIsNothingLostAndNothingDoneTwice(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, String> values = new HashMap<>();
        TreeSet<String> timers = new TreeSet<>();
        long time = 0;
        Task task = new Task(true, null, 0);
        try {
            for (int step = 0; step < STEPS; step++) {
                String key = Integer.toString(random.nextInt(KEYS));
                int dice = random.nextInt(100);
                if (dice < 40) {
                    String value = Integer.toString(step);
                    task.put(key, value);
                    values.put(key, value);
                } else if (dice < 55) {
                    task.put(key, null);
                    values.remove(key);
                } else if (dice < 75) {
                    long until = time + 1 + random.nextInt(20);
                    task.setTimer(key, until);
                    timers.add(timer(key, until));
                } else if (dice < 85 && !timers.isEmpty()) {
                    String some = List.copyOf(timers).get(random.nextInt(timers.size()));
                    task.dropTimer(some);
                    timers.remove(some);
                } else if (dice < 90) {
                    time += random.nextInt(5);
                    Set<String> due = timers.headSet(timer("", time + 1));
                    assertThat(task.advance(time))
                            .as("seed=%d, step=%d", seed, step)
                            .isEqualTo(due);
                    due.clear();
                } else if (dice < 96) {
                    task.copyOn(random);
                } else if (dice < 98) {
                    task.snapshot(shared);
                } else {
                    OperatorSubtaskState snapshot = task.snapshot(shared);
                    task.close();
                    task = new Task(true, snapshot, task.snapshots);
                }
                for (int other = 0; other < KEYS; other++) {
                    assertThat(task.value(Integer.toString(other)))
                            .as("seed=%d, step=%d, key=%d", seed, step, other)
                            .isEqualTo(values.get(Integer.toString(other)));
                }
            }
            assertThat(task.advance(Integer.MAX_VALUE)).as("seed=%d", seed).isEqualTo(timers);
        } finally {
            task.close();
        }
    }

    @Test
    void theTaskGoesOnBeforeItsFilesAreTaken() throws Exception {
        OperatorSubtaskState files;
        Task task = new Task(true, null, 0);
        try {
            task.put("key", "before");
            Copying copying = task.beginCopying();
            task.put("key", "meanwhile");
            copying.take();
            files = OperatorSubtaskState.builder()
                    .setManagedKeyedState(copied(copying))
                    .build();
        } finally {
            task.close();
        }

        Task withoutLog = new Task(false, files, 1);
        try {
            assertThat(withoutLog.value("key")).as("the files alone").isEqualTo("meanwhile");
        } finally {
            withoutLog.close();
        }
    }

    @Test
    void aCopyHasOnlyWhatACheckpointLacks() throws Exception {
        Task task = new Task(true, null, 0);
        try {
            task.put("key", "before");
            List<HandleAndLocalPath> first = tablesOf(task);
            assertThat(first).isNotEmpty().noneMatch(FilesBesideTaskTest::isCopiedBefore);
            task.put("other key", "later");
            task.snapshot(shared);
            assertThat(tablesOf(task))
                    .filteredOn(FilesBesideTaskTest::isCopiedBefore)
                    .hasSameSizeAs(first);
        } finally {
            task.close();
        }
    }

    @Test
    void tablesAreLinkedToWhereCheckpointsLookForThem() throws Exception {
        OperatorSubtaskState checkpoint;
        Task task = new Task(true, null, 0);
        try {
            task.put("key", "value");
            List<HandleAndLocalPath> tables = tablesOf(task);
            assertThat(tables)
                    .isNotEmpty()
                    .allSatisfy(table -> assertThat(links(table))
                            .as("RocksDB's own, and the one of the checkpoint")
                            .isEqualTo(2));
            checkpoint = task.snapshot(shared);
        } finally {
            task.close();
        }

        Task restored = new Task(true, checkpoint, 1);
        try {
            assertThat(restored.value("key")).isEqualTo("value");
        } finally {
            restored.close();
        }
    }

    private static int links(HandleAndLocalPath table) throws IOException {
        FileStateHandle handle = (FileStateHandle) table.getHandle();
        return (int) Files.getAttribute(Path.of(handle.getFilePath().toUri()), "unix:nlink");
    }

    private static List<HandleAndLocalPath> tablesOf(Task task) throws Exception {
        Copying copying = task.beginCopying();
        copying.take();
        return ((IncrementalRemoteKeyedStateHandle) copied(copying)).getSharedState();
    }

    private static boolean isCopiedBefore(HandleAndLocalPath table) {
        return table.getHandle() instanceof PlaceholderStreamStateHandle;
    }

    private static KeyedStateHandle copied(Copying copying) throws Exception {
        return Objects.requireNonNull(copying.report().getJobManagerOwnedSnapshot());
    }

    @Test
    void aSavepointHasWhatWasThereWhenItWasTaken() throws Exception {
        OperatorSubtaskState savepoint;
        Task task = new Task(true, null, 0);
        try {
            task.put("key", "before");
            OperatorSnapshotFutures taken = task.take(SavepointType.savepoint(SavepointFormatType.NATIVE));
            task.put("key", "meanwhile");
            savepoint = OperatorSnapshotFinalizer.create(taken).getJobManagerOwnedState();
        } finally {
            task.close();
        }

        Task restored = new Task(true, savepoint, 1);
        try {
            assertThat(restored.value("key")).isEqualTo("before");
        } finally {
            restored.close();
        }
    }

    @Test
    void filesAreCopiedForTheLogAfterASavepointOfAJobThatGoesOn() throws Exception {
        Task task = new Task(true, null, 0);
        OperatorSubtaskState checkpoint;
        try {
            task.put("key", "before");
            Copying copying = task.beginCopying();
            copying.take();
            // One that is in no checkpoint yet, and one that is not even reported.
            OperatorSnapshotFinalizer.create(task.take(SavepointType.savepoint(SavepointFormatType.NATIVE)));
            copied(copying);
            OperatorSnapshotFinalizer.create(task.take(SavepointType.savepoint(SavepointFormatType.NATIVE)));
            task.put("other key", "after");
            copied(taken(task.beginCopying()));
            task.snapshot(shared);
            task.put("other key", "later");
            copied(taken(task.beginCopying()));
            checkpoint = task.snapshot(shared);
        } finally {
            task.close();
        }

        Task restored = new Task(true, checkpoint, 2);
        try {
            assertThat(restored.value("key")).isEqualTo("before");
            assertThat(restored.value("other key")).isEqualTo("later");
        } finally {
            restored.close();
        }
    }

    private static Copying taken(Copying copying) {
        copying.take();
        return copying;
    }

    @Test
    void aCheckpointThatFailsBesideTheBackendIsGivenUpThereToo() throws Exception {
        Task task = new Task(false, null, 0);
        try {
            task.put("key", "value");
            task.operator.failsBeside = true;

            assertThatThrownBy(() -> task.take(CheckpointType.CHECKPOINT)).hasMessage("the task is being cancelled");
            assertThat(Objects.requireNonNull(task.operator.rest)
                            .getKeyedStateManagedFuture()
                            .isCancelled())
                    .isTrue();
        } finally {
            task.close();
        }
    }

    /** Sorted by time. */
    private static String timer(String key, long until) {
        return String.format("%010d %s", until, key);
    }

    private static long time(String timer) {
        return Long.parseLong(timer.substring(0, 10));
    }

    /** One task of an operator with one value a key, and timers. */
    private final class Task {
        private final Noting operator = new Noting();
        private final KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;
        private long snapshots;
        private @Nullable Copying copying;
        private @Nullable Thread taking;

        /** @param snapshots that were taken before */
        Task(boolean isLogged, @Nullable OperatorSubtaskState from, long snapshots) throws Exception {
            Configuration settings = new Configuration();
            settings.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, isLogged);
            StateBackend backend = StateBackendLoader.fromApplicationOrConfigOrDefault(
                    new EmbeddedRocksDBStateBackend(true),
                    settings,
                    new Configuration(),
                    getClass().getClassLoader(),
                    null);
            this.snapshots = snapshots;
            harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, key -> key, Types.STRING);
            harness.setStateBackend(backend);
            // However small they are, tables are files.
            FileSystemCheckpointStorage storage = new FileSystemCheckpointStorage(directory.toUri(), 0);
            harness.setCheckpointStorage(storage);
            CheckpointStorageAccess files = storage.createCheckpointStorage(new JobID());
            files.initializeBaseLocationsForCheckpoint();
            harness.getEnvironment().setCheckpointStorageAccess(files);
            harness.setup();
            if (from != null) {
                harness.setRestoredCheckpointId(snapshots);
                harness.initializeState(from);
            }
            harness.open();
        }

        void put(String key, @Nullable String value) throws Exception {
            operator.setCurrentKey(key);
            operator.value.update(value);
        }

        @Nullable
        String value(String key) throws Exception {
            operator.setCurrentKey(key);
            return operator.value.value();
        }

        void setTimer(String key, long until) {
            operator.setCurrentKey(key);
            operator.timers.registerEventTimeTimer(VoidNamespace.INSTANCE, until);
        }

        void dropTimer(String timer) {
            operator.setCurrentKey(timer.substring(11));
            operator.timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time(timer));
        }

        /** The timers that fire. */
        Set<String> advance(long time) throws Exception {
            operator.fired.clear();
            harness.processWatermark(new Watermark(time));
            return operator.fired;
        }

        /** Begins a copy, has another thread take its files, or reports them; or gives it up. */
        void copyOn(Random random) throws Exception {
            Copying begun = copying;
            if (begun == null) {
                copying = Copying.begin(target()).orElse(null);
            } else if (taking != null) {
                begun.report();
                taking.join();
                taking = null;
                copying = null;
            } else if (random.nextInt(6) == 0) {
                begun.cancel();
                copying = null;
            } else {
                taking = new Thread(begun::take);
                taking.start();
            }
        }

        Copying beginCopying() throws Exception {
            return Copying.begin(target()).orElseThrow();
        }

        private MaterializationTarget target() {
            return (MaterializationTarget) operator.getKeyedStateBackend();
        }

        OperatorSubtaskState snapshot(SharedStateRegistry shared) throws Exception {
            snapshots++;
            // As it is sent to the job manager.
            OperatorSubtaskState snapshot = InstantiationUtil.clone(harness.snapshot(snapshots, snapshots));
            snapshot.registerSharedStates(shared, snapshots);
            harness.notifyOfCompletedCheckpoint(snapshots);
            return snapshot;
        }

        OperatorSnapshotFutures take(SnapshotType kind) throws Exception {
            return operator.snapshotState(
                    1,
                    1,
                    new CheckpointOptions(kind, CheckpointStorageLocationReference.getDefault()),
                    new MemCheckpointStreamFactory(1 << 20));
        }

        void close() throws Exception {
            if (taking != null) {
                taking.join();
            }
            harness.close();
        }
    }

    /** A stage that takes nothing in, and notes which timers fire. */
    private static final class Noting extends InPositionOrder<String, String>
            implements OneInputStreamOperator<String, String>, Triggerable<String, VoidNamespace> {
        private transient ValueState<String> value;
        private transient InternalTimerService<VoidNamespace> timers;
        private transient Set<String> fired;
        private transient boolean failsBeside;
        private transient @Nullable OperatorSnapshotFutures rest;

        Noting() {
            super("noting", Mode.ARRIVAL, false, 0);
        }

        @Override
        @Initializer
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            value = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("value", Types.STRING));
        }

        @Override
        @Initializer
        public void open() throws Exception {
            super.open();
            fired = new TreeSet<>();
            timers = getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this);
        }

        @Override
        OperatorSnapshotFutures beside(OperatorSnapshotFutures rest, CheckpointStreamFactory storage)
                throws IOException {
            this.rest = rest;
            if (failsBeside) {
                throw new IOException("the task is being cancelled");
            }
            return rest;
        }

        @Override
        Position position(String event) {
            throw new IllegalStateException("nothing is held: event=" + event);
        }

        @Override
        String key(String event) {
            return event;
        }

        @Override
        ListStateDescriptor<String> heldState() {
            return new ListStateDescriptor<>("held", Types.STRING);
        }

        @Override
        void handle(String event) {}

        @Override
        public void processElement(StreamRecord<String> element) {}

        @Override
        public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
            fired.add(timer(timer.getKey(), timer.getTimestamp()));
        }

        @Override
        public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}
    }
}
