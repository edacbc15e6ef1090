// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.HarnessEnd;
import portolan.pipeline.store.TaskStore;

/**
 * One real operator on real RocksDB, fed step by step; between any two steps it may be stopped and started from its
 * snapshot, which is what finds memory kept in a field.
 */
final class OperatorScript<H extends AbstractStreamOperatorTestHarness<OUT>, OUT> implements AutoCloseable {
    private static final long SNAPSHOT = 1;
    private static final int MOST_KINDS = 255;

    private final Restart restart;
    private final TypeInformation<OUT> type;
    private final Start<H> start;
    private final List<Object> output = new ArrayList<>();
    private final List<Side> sides = new ArrayList<>();

    private H harness;
    private boolean begun;
    private int restarts;

    /** Makes a harness around a new operator. */
    interface Start<H> {
        H make() throws Exception;
    }

    /** One thing that happens to the operator. */
    interface Step<H> {
        void take(H harness) throws Exception;
    }

    private record Side(OutputTag<?> tag, Object value) {}

    OperatorScript(Restart restart, TypeInformation<OUT> type, Start<H> start) throws Exception {
        this(restart, type, start, null);
    }

    /** Starts from the snapshot of another operator. */
    OperatorScript(Restart restart, TypeInformation<OUT> type, Start<H> start, @Nullable OperatorSubtaskState state)
            throws Exception {
        this.restart = restart;
        this.type = type;
        this.start = start;
        this.harness = begin(state);
    }

    private H begin(@Nullable OperatorSubtaskState state) throws Exception {
        H fresh = start.make();
        fresh.setStateBackend(new EmbeddedRocksDBStateBackend());
        // As deploy/flink/config.yaml has it.
        fresh.getExecutionConfig().setUseSnapshotCompression(true);
        fresh.setup(type.createSerializer(new SerializerConfigImpl()));
        if (state != null) {
            fresh.setRestoredCheckpointId(SNAPSHOT);
            fresh.initializeState(state);
        }
        fresh.open();
        return fresh;
    }

    OperatorScript<H, OUT> then(Step<H> step) throws Exception {
        if (begun && restart != Restart.NEVER) {
            restart();
        }
        begun = true;
        step.take(harness);
        return this;
    }

    void restart() throws Exception {
        OperatorSubtaskState state = restart.isFromSavepoint(restarts++) ? savepoint() : snapshot();
        collect();
        harness.close();
        harness = begin(state);
    }

    private OperatorSubtaskState savepoint() throws Exception {
        harness.prepareSnapshotPreBarrier(SNAPSHOT);
        OperatorSubtaskState savepoint = harness.snapshotWithLocalState(
                        SNAPSHOT, 1, SavepointType.savepoint(SavepointFormatType.NATIVE))
                .getJobManagerOwnedState();
        assertThat(savepoint.getRawKeyedState())
                .as("a savepoint has all in the backend")
                .isEmpty();
        return savepoint;
    }

    OperatorSubtaskState snapshot() throws Exception {
        // As a task does it: what is told here stands before the barrier.
        harness.prepareSnapshotPreBarrier(SNAPSHOT);
        return harness.snapshot(SNAPSHOT, 1);
    }

    /** How many events it took behind its watermark since it was started last. */
    long late() {
        return harness.getOperator()
                .getRuntimeContext()
                .getLongCounter(Outputs.LATE)
                .getLocalValue();
    }

    /** Everything in the main output but watermarks, in order. */
    @SuppressWarnings("unchecked") // Only the operator writes there.
    List<OUT> outputs() {
        collect();
        List<OUT> values = new ArrayList<>();
        for (Object element : output) {
            if (element instanceof StreamRecord<?> streamRecord) {
                values.add((OUT) streamRecord.getValue());
            }
        }
        return values;
    }

    /** The main output with its watermarks as text, to show what comes before what. */
    List<Object> outputWithWatermarks() {
        collect();
        List<Object> values = new ArrayList<>();
        for (Object element : output) {
            values.add(element instanceof StreamRecord<?> streamRecord ? streamRecord.getValue() : element);
        }
        return values;
    }

    <X> List<X> side(OutputTag<X> tag) {
        collect();
        List<X> values = new ArrayList<>();
        for (Side side : sides) {
            if (side.tag().equals(tag)) {
                values.add(cast(side.value()));
            }
        }
        return values;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // A tag's values are of the tag's type.
    private static <X> X cast(Object value) {
        return (X) value;
    }

    private void collect() {
        for (Object element : harness.getOutput()) {
            output.add(element);
        }
        harness.getOutput().clear();
        for (OutputTag<?> tag : List.of(
                SideOutputs.REJECTED,
                SideOutputs.NOTED,
                SideOutputs.MOVES,
                SideOutputs.REPORTED,
                SideOutputs.ALERTS,
                SideOutputs.SHADOWED,
                SideOutputs.AUDITED,
                SideOutputs.LANE_CHANGES)) {
            collect(tag);
        }
    }

    private <X> void collect(OutputTag<X> tag) {
        Iterable<StreamRecord<X>> records = harness.getSideOutput(tag);
        if (records != null) {
            records.forEach(record -> sides.add(new Side(tag, record.getValue())));
            harness.getSideOutput(tag).clear();
        }
    }

    /** How many entries a snapshot holds, over all states and timers, in the backend and beside it: a block is one. */
    long storedValues() throws Exception {
        // Timers are written in batches; a snapshot writes what is left of one.
        OperatorSubtaskState snapshot = snapshot();
        KeyedStateBackend<?> backend = harness.getOperator().getKeyedStateBackend();
        return ((AbstractKeyedStateBackend<?>) backend).numKeyValueStateEntries() + besideTheBackend(snapshot);
    }

    private static long besideTheBackend(OperatorSubtaskState snapshot) {
        long blocks = 0;
        for (KeyedStateHandle stored : snapshot.getRawKeyedState()) {
            for (Tuple2<Integer, Long> group : ((KeyGroupsStateHandle) stored).getGroupRangeOffsets()) {
                blocks += group.f1 >= 0 ? 1 : 0;
            }
        }
        return blocks;
    }

    /** How many values the operator's store has: a block that has none may stay for a while. */
    long liveValues() throws Exception {
        long[] values = new long[1];
        TaskStore store = ((InPositionOrder<?, ?>) harness.getOperator()).store();
        for (int kind = 1; kind <= MOST_KINDS; kind++) {
            store.of(kind).forEach(value -> values[0]++);
        }
        return values[0];
    }

    /** As {@link #storedValues} without the timers. */
    long storedValuesBesideTimers() throws Exception {
        return storedValues() - harness.numEventTimeTimers();
    }

    static Watermark watermark(long hour) {
        return new Watermark(Lines.hour(hour));
    }

    @Override
    public void close() {
        HarnessEnd.of(harness);
    }
}
