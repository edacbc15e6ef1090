package portolan.pipeline.stage;

import java.io.IOException;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
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
        implements OneInputStreamOperator<Visit, AssessInput> {
    private final String kindName;

    private transient Remembered<?> remembered;
    private transient ValueState<byte[]> memories;

    /** @param kindName a name in the catalogue: a kind itself does not travel */
    public Remember(Mode mode, String kindName) {
        super(mode);
        this.kindName = kindName;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        memories = context.getKeyedStateStore().getState(ScoringState.memory(kindName));
        remembered = Catalogue.named(kindName);
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
        byte[] before = memories.value();
        M memory = before == null ? kind.unseen() : kind.read(before);
        visit.retract(kind, memory);
        // Measure before learning: a consignment must not vouch for itself.
        if (visit.measures()) {
            answer(visit, of.measure().of(visit, memory));
        }
        visit.learn(kind, memory);
        if (kind.isEmpty(memory)) {
            memories.clear();
        } else {
            memories.update(kind.write(memory));
        }
    }

    private void answer(Visit visit, Answer answer) {
        CaseEvent event = visit.event();
        emit(
                AssessInput.of(new Answered(
                        event.ledgerKey(), event.sequence(), event.position(), kindName, visit.key(), answer)),
                event.position());
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
