// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Audited;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.DecideInput;
import portolan.pipeline.JobMetric;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.stage.OpenCases.AnsweredCase;
import portolan.pipeline.state.ReadingsBytes;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.store.StoredValues;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.manifest.Position;

/** Joins a case event with its memories' answers. */
public class Assess extends InPositionOrder<AssessInput, DecideInput>
        implements TwoInputStreamOperator<AssessInput, PublishedText, DecideInput> {
    /** Of the two inputs, as Flink counts them: the one that signed texts come by. */
    private static final int TEXTS = 1;

    private final AssessSettings settings;

    private transient ReadCase read;
    private transient Map<String, OpenCases> open;
    private transient SnapshotList<AssessInput> openAtSnapshot;
    private transient StoredValues awaitingBills;
    private transient KeptTexts texts;
    private transient Counter dueWithoutReadings;
    private transient Counter lateRules;
    private transient boolean knowsTexts;
    private transient boolean toldTexts;

    /** What is held must find the texts of its time, here and in the next stage: until then none of them is over. */
    private transient @Nullable Watermark waiting;

    private transient String ownKey;
    private transient long openCount;

    /** @param cacheSizes how much is cached on the heap */
    public Assess(Mode mode, AssessSettings settings, CacheSizes cacheSizes) {
        super(ScoringState.ASSESS, mode, settings.ledger().feedEnds(), cacheSizes.otherBytes());
        this.settings = settings;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        read = reading(settings);
        Dropped.ofAssess(context.getOperatorStateStore());
        toldTexts = false;
        openAtSnapshot = snapshotList(context, ScoringState.openCases());
        texts = new KeptTexts(
                settings,
                context.getOperatorStateStore().getBroadcastState(ScoringState.publishedTexts()),
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
        awaitingBills = store().of(ScoringState.numberOf(
                ScoringState.readingsAwaitingBills().getName()));
        ownKey = ownKey();
        dueWithoutReadings = JobMetric.DUE_WITHOUT_READINGS.counter(getMetricGroup());
        lateRules = JobMetric.LATE_RULES.counter(getMetricGroup());
        knowsTexts = false;
        JobMetric.OPEN_CASES.gauge(getMetricGroup(), () -> openCount);
    }

    @Override
    public void close() throws Exception {
        // A task that failed before it had any is closed as well.
        if (texts != null) {
            texts.close();
        }
        super.close();
    }

    // Where tests plant faults.
    ReadCase reading(AssessSettings assessing) {
        return new ReadCase(assessing);
    }

    /** Some key of this task's own: what is sent to it alone is sent by that. */
    private String ownKey() {
        KeyGroupRange range = ((CheckpointableKeyedStateBackend<?>) getKeyedStateBackend()).getKeyGroupRange();
        int most = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
        for (int i = 0; ; i++) {
            String key = Integer.toString(i);
            if (range.contains(KeyGroupRangeAssignment.assignToKeyGroup(key, most))) {
                return key;
            }
        }
    }

    /** What the next stage is restored without, where the savepoint is of a release that had none. */
    private void tellTexts() throws Exception {
        if (!toldTexts) {
            toldTexts = true;
            for (PublishedText kept : texts.all()) {
                tell(kept);
            }
        }
    }

    private void tell(PublishedText text) {
        // Decide only names the lists that a case was screened against.
        PublishedText published = text.kind() == DocumentKind.WATCH_LIST ? text.withoutText() : text;
        output.collect(new StreamRecord<>(DecideInput.of(ownKey, published), published.orderTime()));
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

    private void settle(AnsweredCase answered) throws Exception {
        CaseEvent event = answered.event();
        switch (event.kind()) {
            case FILED, AMENDED, CONTESTED -> assess(answered, null);
            case DUE -> assessDue(answered);
            case WITHDRAWN -> withdraw(answered);
            // It is known to the memories.
            case OUTCOME_KNOWN -> {}
        }
    }

    /** The bill was assessed when it was stated; only what is missing is news. */
    private void assessDue(AnsweredCase answered) throws Exception {
        String key = answered.event().ledgerKey();
        byte[] earlier = awaitingBills.at(key).value();
        // Whatever comes of it: they fall due once.
        awaitingBills.remove();
        if (earlier == null) {
            // It was stated before this stage kept readings, in a savepoint of an earlier release.
            dueWithoutReadings.inc();
        } else {
            assess(answered, ReadingsBytes.read(earlier));
        }
    }

    /** @param earlier what was read of a bill whose bills are due; null of any other case */
    private void assess(AnsweredCase answered, ReadingsBytes.@Nullable Read earlier) throws Exception {
        CaseEvent event = answered.event();
        InForce inForce = texts.at(event.position().orderTime());
        ReadCase.Read one;
        try {
            one = read.of(
                    answered, earlier, inForce, texts.reference(event.position().orderTime()));
        } catch (RuntimeException failure) {
            setAside(failure, event, "", event.kind() != CaseEvent.Kind.DUE);
            return;
        }
        if (one == null) {
            return;
        }
        keepAwaiting(event, one.awaiting());
        send(answered, one.readings(), one.quality(), one.said());
    }

    private void keepAwaiting(CaseEvent event, byte @Nullable [] readings) throws IOException {
        if (readings != null) {
            awaitingBills
                    .at(event.ledgerKey())
                    .put(
                            readings,
                            // Of what comes late, until its bills fall due, as they do at once.
                            settings.ledger()
                                    .forgottenBy(Math.max(event.position().orderTime(), passedBefore())));
        } else if (event.endsAwaitingBills()) {
            awaitingBills.at(event.ledgerKey()).remove();
        }
    }

    private void withdraw(AnsweredCase answered) throws Exception {
        keepAwaiting(answered.event(), null);
        send(answered, null, null, BankValues.NONE);
    }

    private void send(
            AnsweredCase answered, @Nullable Readings readings, @Nullable DataQuality quality, BankValues said)
            throws Exception {
        tellTexts();
        CaseEvent event = answered.event();
        emit(DecideInput.of(event, answered.late(), readings, quality, said), event.position());
    }

    /** A job that starts reads the topics of signed texts to their end before it judges a backlog by the wrong ones. */
    @Override
    boolean isReady() {
        return knowsTexts;
    }

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int index) throws Exception {
        // First: behind a status that says idle no watermark is heard.
        if (index == TEXTS && status.isIdle()) {
            textsAreKnown();
        }
        super.processWatermarkStatus(status, index);
    }

    @Override
    public void processWatermark2(Watermark mark) throws Exception {
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            textsAreKnown();
        }
        super.processWatermark2(mark);
    }

    private void textsAreKnown() throws Exception {
        if (!knowsTexts) {
            knowsTexts = true;
            if (mode() == Mode.ARRIVAL) {
                handleAllHeld();
            }
            if (waiting != null) {
                processWatermark(waiting);
            }
        }
    }

    @Override
    public void processElement2(StreamRecord<PublishedText> element) throws Exception {
        tellTexts();
        tell(element.getValue());
        if (texts.take(element.getValue())) {
            lateRules.inc();
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
        tellTexts();
        if (mode() == Mode.ARRIVAL && !isReady()) {
            waiting = mark;
            return;
        }
        super.processWatermark(mark);
        texts.passed(mark.getTimestamp());
    }

    /**
     * What does not compile is told before the barrier: told after it, the refusal would belong to the next checkpoint,
     * and be told again by a job that starts from this one.
     */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        texts.keepAll();
    }

    @Override
    void snapshotValues() throws Exception {
        Map<String, List<AssessInput>> byKey = new HashMap<>();
        open.forEach((key, cases) -> byKey.put(key, cases.inputs(key)));
        openAtSnapshot.write(byKey);
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
}
