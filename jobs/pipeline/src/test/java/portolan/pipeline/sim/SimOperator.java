// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.function.LongSupplier;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.Outputs;

/** A real operator of the job, in the harness that Flink tests operators with. */
final class SimOperator implements SimStep {
    private static final SnapshotType SAVEPOINT = SavepointType.savepoint(SavepointFormatType.CANONICAL);

    private final String name;
    private final SimStores stores;
    private final LongSupplier now;
    private final AbstractStreamOperatorTestHarness<Object> harness;

    /** Where the operator is, in how many tasks. */
    record Place(int subtask, int parallelism) {}

    /**
     * An operator that is open, and goes on from a state.
     *
     * @param factory of this operator alone
     * @param state null to begin with none
     * @param restored the checkpoint that it is of
     */
    SimOperator(
            StreamNode node,
            StreamOperatorFactory<Object> factory,
            Place place,
            SimStores stores,
            SimOutput output,
            LongSupplier now,
            @Nullable OperatorSubtaskState state,
            long restored)
            throws Exception {
        this.name = node.getOperatorName();
        this.stores = stores;
        this.now = now;
        if (factory instanceof SimpleOperatorFactory<?> simple) {
            SimStores.giveSecret(simple.getOperator(), restored);
        }
        harness = new AbstractStreamOperatorTestHarness<>(
                factory,
                new MockEnvironmentBuilder()
                        .setTaskName(name)
                        .setManagedMemorySize(3 << 20)
                        .setBufferSize(1024)
                        .setIOManager(SimStores.IO)
                        .setUserCodeClassLoader(SimOperator.class.getClassLoader())
                        .setMaxParallelism(SimGraph.KEY_GROUPS)
                        .setParallelism(place.parallelism())
                        .setSubtaskIndex(place.subtask())
                        .build());
        harness.getExecutionConfig().enableObjectReuse();
        if (node.getStateKeySerializer() != null) {
            harness.getStreamConfig().setStateKeySerializer(node.getStateKeySerializer());
            for (int i = 0; i < node.getStatePartitioners().length; i++) {
                if (node.getStatePartitioners()[i] != null) {
                    harness.getStreamConfig().setStatePartitioner(i, node.getStatePartitioners()[i]);
                }
            }
        }
        harness.getStreamConfig().serializeAllConfigs();
        harness.setStateBackend(stores.backend());
        harness.setOutputCreator(unused -> output);
        harness.setProcessingTime(now.getAsLong());
        if (state != null) {
            harness.setRestoredCheckpointId(restored);
            harness.initializeState(state);
        }
        harness.open();
        stores.makeSmall(harness.getOperator());
    }

    /** How many records it took behind its watermark. */
    long late() {
        return harness.getOperator()
                .getRuntimeContext()
                .getLongCounter(Outputs.LATE)
                .getLocalValue();
    }

    /** How many values and timers a stage has, by their keys. */
    long kept() throws ReflectiveOperationException {
        AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
        return operator.getKeyedStateBackend() instanceof AbstractKeyedStateBackend<?> backend
                ? backend.numKeyValueStateEntries() + harness.numEventTimeTimers() + SimStores.keys(operator)
                : 0;
    }

    Object operator() {
        return harness.getOperator();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @SuppressWarnings("unchecked") // The graph's edges carry what its operators take.
    public void record(int input, StreamRecord<?> element) throws Exception {
        harness.setProcessingTime(now.getAsLong());
        Object operator = harness.getOperator();
        if (operator instanceof TwoInputStreamOperator<?, ?, ?> two) {
            if (input == 0) {
                two.setKeyContextElement1(element);
                ((TwoInputStreamOperator<Object, ?, ?>) two).processElement1((StreamRecord<Object>) element);
            } else {
                two.setKeyContextElement2(element);
                ((TwoInputStreamOperator<?, Object, ?>) two).processElement2((StreamRecord<Object>) element);
            }
        } else {
            OneInputStreamOperator<Object, ?> one = (OneInputStreamOperator<Object, ?>) operator;
            one.setKeyContextElement(cast(element));
            one.processElement((StreamRecord<Object>) element);
        }
    }

    @SuppressWarnings("unchecked") // As above.
    private static StreamRecord<Object> cast(StreamRecord<?> element) {
        return (StreamRecord<Object>) element;
    }

    @Override
    public void watermark(int input, Watermark mark) throws Exception {
        if (harness.getOperator() instanceof TwoInputStreamOperator<?, ?, ?> two) {
            if (input == 0) {
                two.processWatermark1(mark);
            } else {
                two.processWatermark2(mark);
            }
        } else {
            ((OneInputStreamOperator<?, ?>) harness.getOperator()).processWatermark(mark);
        }
    }

    @Override
    public void status(int input, WatermarkStatus status) throws Exception {
        if (harness.getOperator() instanceof TwoInputStreamOperator<?, ?, ?> two) {
            if (input == 0) {
                two.processWatermarkStatus1(status);
            } else {
                two.processWatermarkStatus2(status);
            }
        } else {
            ((OneInputStreamOperator<?, ?>) harness.getOperator()).processWatermarkStatus(status);
        }
    }

    @Override
    public void beforeBarrier(long checkpoint) throws Exception {
        harness.prepareSnapshotPreBarrier(checkpoint);
    }

    @Override
    public Part snapshot(long checkpoint, boolean isSavepoint) throws Exception {
        CheckpointStorageLocationReference where = CheckpointStorageLocationReference.getDefault();
        OperatorSnapshotFutures futures = harness.getOperator()
                .snapshotState(
                        checkpoint,
                        now.getAsLong(),
                        new CheckpointOptions(isSavepoint ? SAVEPOINT : CheckpointType.CHECKPOINT, where),
                        stores.checkpoints().resolveCheckpointStorageLocation(checkpoint, where));
        return new Part() {
            @Override
            public Object stored() throws Exception {
                return OperatorSnapshotFinalizer.create(futures).getJobManagerOwnedState();
            }

            @Override
            public void cancel() throws Exception {
                futures.cancel();
            }
        };
    }

    @Override
    public void completed(long checkpoint) throws Exception {
        harness.notifyOfCompletedCheckpoint(checkpoint);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
