// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.stage.FilesBesideTask;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.stage.Memories;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.store.TaskStore;
import portolan.scoring.kind.Visit;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;
import portolan.scoring.score.Assessment;

/**
 * Keeps the memories of shippers as the engine does: its own {@link Memories} in its own {@link TaskStore}.
 *
 * <p>The engine measures in one operator and judges in another, as it joins many memories by consignment. With one
 * memory there is nothing to join, so what both do is done at once here.
 */
final class AssessFromCachedMemory extends AbstractStreamOperator<Assessment>
        implements OneInputStreamOperator<Tuple2<String, CaseEvent>, Assessment> {
    private static final String KIND = OneMemory.REMEMBERED.kind().name();

    private final String ruleText;
    private final CacheSizes cacheSizes;

    private final byte[] secret = TaskStore.newSecret();

    private transient OneMemory work;
    private transient TaskStore store;
    private transient Memories<ShipperMemory> memories;

    AssessFromCachedMemory(String ruleText, CacheSizes cacheSizes) {
        this.ruleText = ruleText;
        this.cacheSizes = cacheSizes;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        store = TaskStore.in(
                context,
                getKeyedStateBackend(),
                getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks(),
                secret,
                cacheSizes.memoryBytes());
    }

    @Override
    protected boolean isUsingCustomRawKeyedState() {
        return true;
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        FilesBesideTask.install(getKeyedStateBackend(), getContainingTask().getEnvironment());
        work = new OneMemory(ruleText);
        memories = new Memories<>(OneMemory.REMEMBERED, store.of(ScoringState.numberOf(KIND)));
    }

    @Override
    public void processElement(StreamRecord<Tuple2<String, CaseEvent>> element) throws Exception {
        CaseEvent event = element.getValue().f1;
        Visit visit = OneMemory.visit(event);
        Answer answer = visit == null ? null : memories.visit(visit);
        output.collect(new StreamRecord<>(
                work.judge(event, answer == null ? Answer.NOTHING : answer), element.getTimestamp()));
        store.tidy();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        if (!mark.equals(Watermark.MAX_WATERMARK)) {
            store.passed(mark.getTimestamp());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        store.snapshot(false);
    }

    @Override
    public OperatorSnapshotFutures snapshotState(
            long checkpoint, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
            throws Exception {
        return store.beside(super.snapshotState(checkpoint, timestamp, options, storage), storage, this);
    }
}
