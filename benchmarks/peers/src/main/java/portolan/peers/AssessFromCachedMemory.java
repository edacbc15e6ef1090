// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
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
import portolan.pipeline.stage.HeldMemories;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.stage.MemoriesOfKind;
import portolan.pipeline.stage.RawState;
import portolan.pipeline.stage.RetentionLists;
import portolan.pipeline.stage.SeenByTask;
import portolan.pipeline.stage.Unwritten;
import portolan.pipeline.stage.WarmBytes;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.state.UnstoredLayout.Change;
import portolan.scoring.kind.Visit;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;
import portolan.scoring.score.Assessment;

/**
 * Keeps the memories of shippers as the engine does: its own {@link HeldMemories}, as objects and bytes on the heap in
 * front of RocksDB, what is not written there copied to checkpoints, each with its retention.
 *
 * <p>The engine measures in one operator and judges in another, as it joins many memories by consignment. With one
 * memory there is nothing to join, so what both do is done at once here.
 */
final class AssessFromCachedMemory extends AbstractStreamOperator<Assessment>
        implements OneInputStreamOperator<Tuple2<String, CaseEvent>, Assessment> {
    private static final String KIND = OneMemory.REMEMBERED.kind().name();

    private final int padding;
    private final String ruleText;
    private final CacheSizes cacheSizes;

    private transient OneMemory work;
    private transient SeenByTask seen;
    private transient ValueState<byte[]> stored;
    private transient HeldMemories<ShipperMemory> memories;
    private transient RawState rawState;
    private transient Unwritten unwritten;
    private transient RetentionLists lists;

    AssessFromCachedMemory(String ruleText, int padding, CacheSizes cacheSizes) {
        this.padding = padding;
        this.ruleText = ruleText;
        this.cacheSizes = cacheSizes;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        seen = SeenByTask.in(context, getRuntimeContext().getTaskInfo());
        stored = MemoriesOfKind.in(getKeyedStateBackend(), KIND);
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
        FilesBesideTask.install(getKeyedStateBackend(), getContainingTask().getEnvironment());
        work = new OneMemory(ruleText);
        lists = new RetentionLists(
                getKeyedStateBackend(),
                rawState.openLists(),
                target -> getInternalTimerService(ScoringState.RETENTION, StringSerializer.INSTANCE, target),
                (kind, key, orderTime) -> memories.passed(key, orderTime),
                seen);
        unwritten = new Unwritten(cacheSizes.unwritten());
        memories = new HeldMemories<>(
                OneMemory.remembered(padding),
                getKeyedStateBackend(),
                stored,
                lists,
                cacheSizes.values(),
                new WarmBytes(cacheSizes.memoryBytes()),
                unwritten,
                seen);
        for (Change change : rawState.takeChanges()) {
            memories.restore(change);
        }
    }

    @Override
    public void processElement(StreamRecord<Tuple2<String, CaseEvent>> element) throws Exception {
        CaseEvent event = element.getValue().f1;
        Visit visit = OneMemory.visit(event);
        Answer answer = visit == null ? null : memories.visit(visit);
        output.collect(new StreamRecord<>(
                work.judge(event, answer == null ? Answer.NOTHING : answer), element.getTimestamp()));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        if (!mark.equals(Watermark.MAX_WATERMARK)) {
            lists.passed(mark.getTimestamp());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        memories.settle();
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
