package portolan.pipeline.stage;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.Noted;
import portolan.pipeline.Reject;
import portolan.pipeline.state.Kept;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.Note;
import portolan.scoring.ledger.Refusal;
import portolan.scoring.manifest.Position;

/** Keeps the live version of every consignment, and turns filings and outcomes into case events. */
public final class KeepLedger extends InPositionOrder<LedgerInput, CaseEvent>
        implements OneInputStreamOperator<LedgerInput, CaseEvent>, Triggerable<String, VoidNamespace> {
    private static final String STAGE = "ledger";

    private final Duration retention;

    private transient ValueState<byte[]> stored;
    private transient RetainedValue entries;
    private transient Map<Note, Counter> noted;
    private transient Map<Refusal.Code, Counter> rejected;

    /** @param retention how long after arrival a consignment can still be amended, withdrawn or inspected */
    public KeepLedger(Mode mode, Duration retention) {
        super(mode);
        this.retention = retention;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        stored = context.getKeyedStateStore().getState(ScoringState.ledgerEntry());
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        entries = new RetainedValue(
                stored, getInternalTimerService(ScoringState.RETENTION, VoidNamespaceSerializer.INSTANCE, this));
        noted = new EnumMap<>(Note.class);
        rejected = new EnumMap<>(Refusal.Code.class);
    }

    @Override
    public void processElement(StreamRecord<LedgerInput> element) throws Exception {
        take(element.getValue());
    }

    @Override
    void handle(LedgerInput input) throws Exception {
        Position position = input.position();
        Kept kept = entries.at(position.orderTime());
        LedgerStep step = apply(kept == null ? null : LedgerEntry.read(kept.bytes()), input);
        if (step.event() != null) {
            LedgerEntry after = Objects.requireNonNull(step.after(), "what happened to a consignment is in its entry");
            entries.replace(kept, new Kept(until(step.event(), after, kept), after.write()));
            emit(step.event(), position);
        } else if (step.note() != null) {
            noted.computeIfAbsent(step.note(), note -> counter("noted", "note", note.name()))
                    .inc();
            emit(SideOutputs.NOTED, new Noted(step.note(), input.ledgerKey(), position), position);
        } else if (step.refusal() != null) {
            Refusal refusal = step.refusal();
            rejected.computeIfAbsent(refusal.code(), code -> counter("rejected", "reason", code.name()))
                    .inc();
            emit(
                    SideOutputs.REJECTED,
                    new Reject(refusal.code().name(), refusal.message(), STAGE, input.raw()),
                    position);
        }
    }

    private static LedgerStep apply(@Nullable LedgerEntry entry, LedgerInput input) {
        return input.filing() != null
                ? Ledger.apply(entry, input.filing())
                : Ledger.apply(entry, Objects.requireNonNull(input.outcome(), "a filing or an outcome"));
    }

    /**
     * When the entry may go, in order time. Its own idea of that counts from when the filing was received, which in a
     * replay through a broker is years before its order time; the span between the two is what we keep it for.
     */
    private long until(CaseEvent event, LedgerEntry after, @Nullable Kept before) {
        if (before != null && !event.isAssessed()) {
            return before.until();
        }
        Duration span = Duration.between(after.last().receivedAt(), after.expiresAt(retention));
        return event.position().orderTime() + span.toMillis();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        entries.onTimer(timer.getTimestamp());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("the ledger sets no timer in processing time");
    }

    @Override
    Position position(LedgerInput input) {
        return input.position();
    }

    @Override
    String key(LedgerInput input) {
        return input.ledgerKey();
    }

    @Override
    ListStateDescriptor<LedgerInput> heldState() {
        return ScoringState.heldLedgerInputs();
    }
}
