// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.InternalTimerServiceImpl;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.Calls;
import portolan.pipeline.JobMetric;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.Noted;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.state.StreamTypes;
import portolan.pipeline.store.StoredValues;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.Note;
import portolan.scoring.ledger.Refusal;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Position;
import portolan.scoring.reference.WatchlistNews;

/**
 * Keeps the live version of every consignment, and turns filings, outcomes and moments that pass into case events.
 *
 * <p>A moment passes for a consignment before the first input behind it is handled, else with the watermark: what a
 * watermark runs over at once is told in the same order as what comes one by one.
 */
public final class KeepLedger extends InPositionOrder<LedgerInput, CaseEvent>
        implements TwoInputStreamOperator<LedgerInput, PublishedText, CaseEvent>, Triggerable<String, VoidNamespace> {
    private static final String STAGE = "ledger";

    /** As {@link LedgerEntry#nextMoment} says it. */
    private static final long NEVER = Long.MAX_VALUE;

    private final LedgerSettings settings;
    private final @Nullable String senderKeys;

    private transient Ledger ledger;
    private transient StoredValues entries;
    private transient InternalTimerService<VoidNamespace> moments;
    private transient Map<Note, Counter> noted;
    private transient Map<Refusal.Code, Counter> rejected;
    private transient Counter waiting;
    private transient Counter lookedAgain;
    private transient NewsOfLists news;
    private transient SendersByTime senders;

    /**
     * Of a job's settings, those that concern it.
     *
     * @param senderKeys folder of the keys by which senders are proven; null for none
     * @param cacheSizes how much is cached on the heap
     */
    public KeepLedger(Mode mode, LedgerSettings settings, @Nullable String senderKeys, CacheSizes cacheSizes) {
        super(ScoringState.KEEP_LEDGER, mode, settings.feedEnds(), cacheSizes.otherBytes());
        this.settings = settings;
        this.senderKeys = senderKeys;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        news = new NewsOfLists(context.getOperatorStateStore());
        senders = new SendersByTime(context.getOperatorStateStore(), senderKeys, isFirst());
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        ledger = new Ledger(settings);
        entries = store().of(ScoringState.numberOf(ScoringState.ledgerEntry().getName()));
        moments = getInternalTimerService(ScoringState.MOMENTS, VoidNamespaceSerializer.INSTANCE, this);
        lookedAgain = JobMetric.LOOKED_AGAIN.counter(getMetricGroup());
        noted = new EnumMap<>(Note.class);
        rejected = new EnumMap<>(Refusal.Code.class);
        waiting = JobMetric.OUTCOMES_WAITING.counter(getMetricGroup());
    }

    private @Nullable LedgerEntry entry(String key) throws IOException {
        byte[] bytes = entries.at(key).value();
        return bytes == null ? null : LedgerEntry.read(bytes);
    }

    @Override
    public void processElement1(StreamRecord<LedgerInput> element) throws Exception {
        take(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<PublishedText> element) {
        news.take(element.getValue());
        senders.take(element.getValue());
    }

    @Override
    long nextStop() {
        // The end of a feed is not the end of time: what comes into force then is for the next one.
        long next = news.nextFrom();
        return next < settings.end() ? next : NO_STOP;
    }

    /** A list comes into force: consignments of which it has news are looked at again. */
    @Override
    void stopAt(long orderTime) throws Exception {
        WatchlistNews its = news.takeNext();
        if (its == null) {
            return;
        }
        for (String key : concerned(its)) {
            LedgerEntry before = entry(key);
            LedgerEntry now = before == null ? null : passed(key, before, EpochMillis.plus(orderTime, 1));
            if (now == null) {
                continue;
            }
            if (now.isLive() && now.until() > orderTime && !cameAfter(now, orderTime) && its.concerns(now.stated())) {
                LedgerStep step = ledger.lookAgain(now, orderTime);
                tell(key, step, null);
                lookedAgain.inc();
                now = step.after();
            }
            keep(key, before, now);
        }
    }

    /** As things arrive, a job that starts is told of its lists after filings that were screened against them. */
    private boolean cameAfter(LedgerEntry entry, long orderTime) {
        Instant heardAt = entry.heardAt();
        return mode() == Mode.ARRIVAL && heardAt != null && heardAt.toEpochMilli() > orderTime;
    }

    /** Their keys, in order. One pass over all entries: reading one takes some microseconds. */
    private List<String> concerned(WatchlistNews its) throws IOException {
        List<String> concerned = new ArrayList<>();
        entries.forEach(bytes -> {
            LedgerEntry entry = LedgerEntry.read(bytes);
            if (entry.isLive() && its.concerns(entry.stated())) {
                concerned.add(entry.stated().ledgerKey());
            }
        });
        Collections.sort(concerned);
        return concerned;
    }

    @Override
    void handle(LedgerInput input) throws Exception {
        if (input.move() != null) {
            pass(input.move(), input.raw());
            return;
        }
        String key = input.ledgerKey();
        LedgerEntry before = entry(key);
        long orderTime = input.position().orderTime();
        LedgerEntry now = before == null ? null : passed(key, before, orderTime);
        if (now != null && now.until() <= orderTime) {
            now = null;
        }
        List<LedgerStep> steps = take(now, input);
        for (LedgerStep step : steps) {
            tell(key, step, input.raw());
            if (input.outcome() != null && step.isSilent()) {
                waiting.inc();
            }
        }
        LedgerEntry after = steps.get(steps.size() - 1).after();
        // What would have happened by itself before it came: if its entry is over, that is gone before a timer fires.
        keep(
                key,
                before,
                after == null || passedBefore() == Long.MIN_VALUE ? after : passed(key, after, passedBefore() + 1));
    }

    /** No consignment's, so nothing is kept of it here: only who reports it is asked. */
    private void pass(ContainerMove move, RawRecord raw) {
        Position position = move.position();
        LedgerStep refusal = Ledger.refusal(move, senders.of(raw, position.orderTime()));
        if (refusal == null) {
            emit(SideOutputs.MOVES, Calls.of(move), position);
        } else {
            tell(move.equipmentId(), refusal, raw);
        }
    }

    private List<LedgerStep> take(@Nullable LedgerEntry entry, LedgerInput input) {
        Supplier<byte[]> origin = () -> StreamTypes.toBytes(StreamTypes.RAW_RECORD, input.raw());
        Speaker who = senders.of(input.raw(), input.position().orderTime());
        if (input.filing() != null) {
            return ledger.take(entry, input.filing(), who, origin);
        }
        Outcome outcome = Objects.requireNonNull(input.outcome(), "a filing or an outcome");
        if (who.may(Speaker.Report.OUTCOMES, outcome.tenant())) {
            emit(SideOutputs.REPORTED, input.raw(), input.position());
        }
        return ledger.take(entry, outcome, who, origin);
    }

    /** Tells what happened by itself before this order time; the entry after that. */
    private @Nullable LedgerEntry passed(String key, LedgerEntry entry, long orderTime) {
        LedgerEntry now = entry;
        for (LedgerStep step : ledger.passed(entry, orderTime)) {
            tell(key, step, null);
            now = step.after();
        }
        return now;
    }

    /** @param raw the input at hand: a step that is about another one brings its own */
    private void tell(String key, LedgerStep step, @Nullable RawRecord raw) {
        Position position = step.position();
        if (step.event() != null) {
            emit(step.event(), position);
        } else if (step.note() != null) {
            Note note = step.note();
            noted.computeIfAbsent(note, some -> JobMetric.NOTED.counter(getMetricGroup(), some.name()))
                    .inc();
            emit(SideOutputs.NOTED, new Noted(note, key, position), position);
        } else if (step.refusal() != null) {
            Refusal refusal = step.refusal();
            rejected.computeIfAbsent(refusal.code(), code -> JobMetric.REJECTED.counter(getMetricGroup(), code.name()))
                    .inc();
            RawRecord refused = step.origin() == null
                    ? Objects.requireNonNull(raw, "only an input is refused")
                    : recordOf(step.origin());
            emit(
                    SideOutputs.REJECTED,
                    new Reject(refusal.code().name(), refusal.message(), STAGE, refused, position.orderTime()),
                    position);
        } else if (step.failure() != null) {
            String of = "consignment=" + key;
            RawRecord failed = step.origin() == null ? raw : recordOf(step.origin());
            emit(
                    SideOutputs.REJECTED,
                    failed == null
                            ? quarantine().of(step.failure(), of, position, false)
                            : quarantine().of(step.failure(), of, failed, position.orderTime()),
                    position);
        }
    }

    private static RawRecord recordOf(byte[] origin) {
        return StreamTypes.fromBytes(StreamTypes.RAW_RECORD, origin);
    }

    /**
     * Keeps the entry of a key, where the store is, or lets it go. There is one timer a key for its next moment, not one an
     * update: a timer that finds its time put off sets the next one. Only a time that comes nearer needs one of its own.
     */
    private void keep(String key, @Nullable LedgerEntry before, @Nullable LedgerEntry after) throws IOException {
        if (after == null || after.isEmpty()) {
            entries.remove();
        } else if (!after.equals(before)) {
            entries.put(after.write(), after.until());
            if (after.nextMoment() < (before == null ? NEVER : before.nextMoment())) {
                setTimerOfNextMoment(key, after);
            }
        }
    }

    private void setTimerOfNextMoment(String key, LedgerEntry entry) {
        if (entry.nextMoment() != NEVER) {
            // Putting an entry may have led the backend to another key.
            setCurrentKey(key);
            moments.registerEventTimeTimer(VoidNamespace.INSTANCE, entry.nextMoment());
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        String key = timer.getKey();
        LedgerEntry before = entry(key);
        if (before == null) {
            return;
        }
        // What stands at the moment itself was handled before the timer: in ordered mode none of it can come any more.
        // And what is told of the moment must leave before the watermark that ends it.
        LedgerEntry now = passed(key, before, timer.getTimestamp() + 1);
        if (now == null || now.isEmpty() || now.until() <= timer.getTimestamp()) {
            entries.remove();
            return;
        }
        if (!now.equals(before)) {
            entries.put(now.write(), now.until());
        }
        setTimerOfNextMoment(key, now);
    }

    /** What would still happen by itself happens now, as if the end of all inputs were the end of time. */
    @Override
    void end() throws Exception {
        // A timer that has fired is gone: a run that starts from the last checkpoint tells nothing twice.
        ((InternalTimerServiceImpl<?, ?>) moments).advanceWatermark(Watermark.MAX_WATERMARK.getTimestamp());
    }

    @Override
    public void close() throws Exception {
        // A task that failed before it had any is closed as well.
        if (news != null) {
            news.close();
        }
        super.close();
    }

    @Override
    void snapshotValues() throws Exception {
        news.snapshot(isFirst());
        senders.snapshot(isFirst());
    }

    private boolean isFirst() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
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
