// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Audited;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.JobMetric;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedRules;
import portolan.pipeline.stage.Decided.Before;
import portolan.pipeline.stage.OpenCases.AnsweredCase;
import portolan.pipeline.state.ReadingsBytes;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.indicator.Readings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;

/** Joins a case event with its memories' answers and assesses it under the rule set in force. */
public class Assess extends InPositionOrder<AssessInput, Assessment>
        implements TwoInputStreamOperator<AssessInput, PublishedRules, Assessment>, Triggerable<String, VoidNamespace> {
    /** Of the two inputs, as Flink counts them: the one that rule sets come by. */
    private static final int RULES = 1;

    private final AssessSettings settings;
    private final CacheSizes cacheSizes;
    private final Clock clock;

    private transient DecideCase decide;
    private transient Map<String, OpenCases> open;
    private transient SnapshotList<AssessInput> openAtSnapshot;
    private transient ValueState<byte[]> stored;
    private transient RetainedValue books;
    private transient ValueState<byte[]> storedReadings;
    private transient HeldValues<byte[]> awaitingBills;
    private transient KeptRules rules;
    private transient AssessMetrics told;
    private transient boolean knowsRules;
    private transient long openCount;

    /**
     * @param cacheSizes bytes for the readings of consignments that await other bills
     * @param clock for the latency metric only: no assessment depends on it
     */
    public Assess(Mode mode, AssessSettings settings, CacheSizes cacheSizes, Clock clock) {
        super(ScoringState.ASSESS, mode, settings.ledger().feedEnds());
        this.settings = settings;
        this.cacheSizes = cacheSizes;
        this.clock = clock;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        decide = deciding(settings);
        stored = context.getKeyedStateStore().getState(ScoringState.alertBook());
        storedReadings = context.getKeyedStateStore().getState(ScoringState.readingsAwaitingBills());
        openAtSnapshot = snapshotList(context, ScoringState.openCases());
        rules = new KeptRules(
                settings.baseline(),
                context.getOperatorStateStore().getBroadcastState(ScoringState.publishedRules()),
                this::tellRefused);
        open = new HashMap<>();
        openCount = 0;
        if (context.isRestored()) {
            openAtSnapshot.takeAll().forEach(this::add);
        }
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        books = new RetainedValue(
                stored,
                getInternalTimerService(ScoringState.RETENTION, VoidNamespaceSerializer.INSTANCE, this),
                seen().of(ScoringState.alertBook().getName()));
        WarmBytes warm = new WarmBytes(cacheSizes.bytes());
        awaitingBills = new HeldValues<>(
                ScoringState.readingsAwaitingBills().getName(),
                getKeyedStateBackend(),
                storedReadings,
                new AsStored(),
                1,
                warm,
                new Unwritten(cacheSizes.unwritten()),
                seen().of(ScoringState.readingsAwaitingBills().getName()));
        JobMetric.WARM_BYTES.gauge(getMetricGroup(), warm::bytes);
        told = new AssessMetrics(getMetricGroup(), rules.champion(Long.MIN_VALUE), clock);
        knowsRules = false;
        JobMetric.OPEN_CASES.gauge(getMetricGroup(), () -> openCount);
    }

    @Override
    public void close() throws Exception {
        // A task that failed before it had any is closed as well.
        if (rules != null) {
            rules.close();
        }
        super.close();
    }

    DecideCase deciding(AssessSettings assessing) {
        return assessing.muted() ? new DecideMuted(assessing) : new DecideCase(assessing);
    }

    @Override
    public void processElement1(StreamRecord<AssessInput> element) throws Exception {
        take(element.getValue());
    }

    @Override
    void handle(AssessInput input) throws Exception {
        String key = input.ledgerKey();
        OpenCases cases = add(input);
        for (AnsweredCase answered = cases.takeAnswered(); answered != null; answered = cases.takeAnswered()) {
            openCount--;
            settle(answered);
        }
        if (cases.isEmpty()) {
            open.remove(key);
        }
    }

    private OpenCases add(AssessInput input) {
        if (input.event() != null) {
            openCount++;
        }
        OpenCases cases = open.computeIfAbsent(input.ledgerKey(), unused -> new OpenCases());
        cases.add(input);
        return cases;
    }

    private void settle(AnsweredCase answered) throws IOException {
        CaseEvent event = answered.event();
        switch (event.kind()) {
            case FILED, AMENDED, CONTESTED -> assess(answered, null);
            case DUE -> assessDue(answered);
            case WITHDRAWN -> withdraw(event);
            case OUTCOME_KNOWN -> {
                // Known to the memories by now; it stood in line only to keep the order.
            }
        }
    }

    /** The bill was assessed when it was stated; only what is missing is news. */
    private void assessDue(AnsweredCase answered) throws IOException {
        String key = answered.event().ledgerKey();
        byte[] earlier = awaitingBills.of(key).value();
        // Whatever comes of it: they fall due once.
        awaitingBills.forget(key);
        if (earlier == null) {
            // It was stated before this stage kept readings, in a savepoint of an earlier release.
            told.dueWithoutReadings();
        } else {
            assess(answered, ReadingsBytes.read(earlier));
        }
    }

    /** @param earlier what was read of a bill whose bills are due; null of any other case */
    private void assess(AnsweredCase answered, @Nullable Readings earlier) throws IOException {
        CaseEvent event = answered.event();
        InForce inForce = rules.at(event.position().orderTime());
        Before before = before(event);
        Decided decided;
        try {
            decided = decide.assessed(answered, earlier, inForce, before);
        } catch (RuntimeException failure) {
            setAside(failure, event, "", event.kind() != CaseEvent.Kind.DUE);
            return;
        }
        if (decided != null) {
            apply(event, decided, before);
        }
    }

    private void withdraw(CaseEvent event) throws IOException {
        Before before = before(event);
        Decided decided;
        try {
            decided = decide.withdrawn(event, before);
        } catch (RuntimeException failure) {
            setAside(failure, event, "", false);
            return;
        }
        apply(event, decided, before);
    }

    private Before before(CaseEvent event) throws IOException {
        setCurrentKey(event.ledgerKey());
        return Before.of(books.at(event.ledgerKey(), event.position().orderTime()));
    }

    private void apply(CaseEvent event, Decided decided, Before before) throws IOException {
        Position position = event.position();
        if (decided.awaiting() != null) {
            awaitingBills.of(event.ledgerKey()).put(decided.awaiting());
        } else if (event.endsAwaitingBills()) {
            // Only where bills were awaited: asked for nothing, RocksDB is given a tombstone each time in a task that
            // does not know what is stored.
            awaitingBills.forget(event.ledgerKey());
        }
        Assessment assessment = decided.assessment();
        if (assessment != null) {
            emit(assessment, position);
            tellShadows(event, decided.shadows(), assessment);
            told.assessed(assessment, position);
        }
        emit(SideOutputs.LANE_CHANGES, decided.changes(), position);
        emit(SideOutputs.ALERTS, decided.news(), position);
        setCurrentKey(event.ledgerKey());
        if (decided.after() != null) {
            books.replace(event.ledgerKey(), before.kept(), decided.after());
        } else if (before.kept() != null) {
            // Most consignments never had a book: a delete each would fill RocksDB with tombstones.
            books.clear();
        }
    }

    private void tellShadows(CaseEvent event, List<Decided.Shadow> shadows, Assessment champion) {
        for (Decided.Shadow shadow : shadows) {
            if (shadow.failure() != null) {
                RuleSetRef named = shadow.judge().named();
                setAside(shadow.failure(), event, ", shadow=" + named.name() + " v" + named.version(), false);
            } else if (shadow.assessment() != null) {
                emit(SideOutputs.SHADOWED, shadow.assessment(), event.position());
                told.shadowed(event.live().office(), champion, shadow.assessment());
            }
        }
    }

    /** One case goes, and the next ones of its consignment go on. */
    private void setAside(RuntimeException failure, CaseEvent event, String what, boolean unassessed) {
        String of = "consignment=" + event.ledgerKey() + ", case=" + event.kind() + ' ' + event.sequence() + what;
        emit(SideOutputs.REJECTED, quarantine().of(failure, of, event.position(), unassessed), event.position());
    }

    /** A job that starts reads its topic of rule sets to the end before it judges a backlog by the wrong one. */
    @Override
    boolean isReady() {
        return knowsRules;
    }

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int index) throws Exception {
        super.processWatermarkStatus(status, index);
        if (index == RULES && status.isIdle()) {
            rulesAreKnown();
        }
    }

    @Override
    public void processWatermark2(Watermark mark) throws Exception {
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            rulesAreKnown();
        }
        super.processWatermark2(mark);
    }

    private void rulesAreKnown() throws Exception {
        if (!knowsRules) {
            knowsRules = true;
            if (mode() == Mode.ARRIVAL) {
                handleAllHeld();
            }
        }
    }

    @Override
    public void processElement2(StreamRecord<PublishedRules> element) throws Exception {
        if (rules.take(element.getValue())) {
            told.lateRules();
        }
    }

    private void tellRefused(Audited refused) {
        // All tasks come to the same verdict; one of them says so.
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            output.collect(SideOutputs.AUDITED, new StreamRecord<>(refused, refused.orderTime()));
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        rules.passed(mark.getTimestamp());
        told.judgedBy(rules.champion(mark.getTimestamp()));
    }

    /**
     * What does not compile is told before the barrier: told after it, the refusal would belong to the next checkpoint,
     * and be told again by a job that starts from this one.
     */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        rules.keepAll();
    }

    @Override
    void snapshotValues() throws Exception {
        Map<String, List<AssessInput>> byKey = new HashMap<>();
        open.forEach((key, cases) -> byKey.put(key, cases.inputs(key)));
        openAtSnapshot.write(byKey);
        if (!hasEnded()) {
            awaitingBills.writeBack();
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        books.onTimer(timer.getTimestamp());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("assessing sets no timer in processing time");
    }

    @Override
    Position position(AssessInput input) {
        return input.position();
    }

    @Override
    String key(AssessInput input) {
        return input.ledgerKey();
    }

    /** Case events leave in the order of the ledger; answers may overtake. */
    @Override
    @Nullable
    String line(AssessInput input) {
        return input.event() == null ? null : input.ledgerKey();
    }

    @Override
    boolean cameLate(AssessInput input) {
        return input.late();
    }

    @Override
    long turn(AssessInput input) {
        return input.sequence();
    }

    @Override
    ListStateDescriptor<AssessInput> heldState() {
        return ScoringState.heldAssessInputs();
    }

    /** Readings that await other bills are no objects for longer than it takes to put them away: few are ever read. */
    private static final class AsStored implements HeldValues.Form<byte[]> {
        @Override
        public byte[] read(byte[] bytes) {
            return bytes;
        }

        @Override
        public byte[] bytes(byte[] value) {
            return value;
        }
    }
}
