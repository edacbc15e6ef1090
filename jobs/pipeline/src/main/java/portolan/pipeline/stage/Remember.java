package portolan.pipeline.stage;

import java.io.IOException;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Mode;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.indicator.Answer;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.indicator.Remembered;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;
import portolan.scoring.memory.MemoryKind;
import portolan.scoring.memory.Visit;

/** Keeps one kind of memory: measures a visit against what is remembered under its key, then lets the memory learn. */
public final class Remember extends InPositionOrder<Visit, AssessInput>
        implements OneInputStreamOperator<Visit, AssessInput>, Triggerable<String, VoidNamespace> {
    /** Memories a task holds as objects: some tens of megabytes, and nearly all visits in a month's traffic of a gateway. */
    private static final int MOST_HELD = 20_000;

    private final String kindName;
    private final int mostHeld;

    private transient Remembered<?> remembered;
    private transient ValueState<byte[]> stored;
    private transient HeldMemories<?> memories;

    /** @param kindName a name in the catalogue: a kind itself does not travel */
    public Remember(Mode mode, String kindName) {
        this(mode, kindName, MOST_HELD);
    }

    Remember(Mode mode, String kindName, int mostHeld) {
        super(mode);
        this.kindName = kindName;
        this.mostHeld = mostHeld;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        stored = context.getKeyedStateStore().getState(ScoringState.memory(kindName));
        remembered = Catalogue.named(kindName);
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        memories = held(remembered);
        getMetricGroup().gauge("held-memories", () -> memories.size());
    }

    private <M> HeldMemories<M> held(Remembered<M> of) {
        return new HeldMemories<>(
                of.kind(),
                getKeyedStateBackend(),
                stored,
                getInternalTimerService(ScoringState.RETENTION, VoidNamespaceSerializer.INSTANCE, this),
                mostHeld);
    }

    @Override
    public void processElement(StreamRecord<Visit> element) throws Exception {
        take(element.getValue());
    }

    @Override
    void handle(Visit visit) throws Exception {
        handle(remembered, visit);
    }

    private <M> void handle(Remembered<M> of, Visit visit) throws IOException {
        MemoryKind<M> kind = of.kind();
        M memory =
                this.<M>memories().visit(visit.key(), visit.event().position().orderTime());
        visit.retract(kind, memory);
        // Measure before learning: a consignment must not vouch for itself.
        if (visit.measures()) {
            answer(visit, of.measure().of(visit, memory));
        }
        visit.learn(kind, memory);
    }

    @SuppressWarnings("unchecked") // Both come of the one kind that this stage is for.
    private <M> HeldMemories<M> memories() {
        return (HeldMemories<M>) memories;
    }

    private void answer(Visit visit, Answer answer) {
        CaseEvent event = visit.event();
        emit(
                AssessInput.of(new Answered(
                        event.ledgerKey(), event.sequence(), event.position(), kindName, visit.key(), answer)),
                event.position());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        memories.writeBack();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        memories.onTimer(timer.getKey(), timer.getTimestamp());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("memories set no timer in processing time");
    }

    @Override
    Position position(Visit visit) {
        return visit.event().position();
    }

    @Override
    String key(Visit visit) {
        return visit.key();
    }

    @Override
    ListStateDescriptor<Visit> heldState() {
        return ScoringState.heldVisits();
    }
}
