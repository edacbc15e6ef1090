// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.DecideInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.stage.Decided.Before;
import portolan.pipeline.state.Kept;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.store.StoredValues;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;

/** Decides on cases that were read, under the rule set in force: scores, lanes, alerts. */
public class Decide extends InPositionOrder<DecideInput, Assessment>
        implements OneInputStreamOperator<DecideInput, Assessment> {
    private final AssessSettings settings;
    private final Clock clock;

    private transient DecideCase decide;
    private transient StoredValues books;
    private transient KeptTexts texts;
    private transient AssessMetrics told;

    /**
     * @param cacheSizes how much is cached on the heap
     * @param clock for the latency metric only: no assessment depends on it
     */
    public Decide(Mode mode, AssessSettings settings, CacheSizes cacheSizes, Clock clock) {
        super(ScoringState.DECIDE, mode, settings.ledger().feedEnds(), cacheSizes.otherBytes());
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        decide = deciding(settings);
        texts = new KeptTexts(
                settings, context.getOperatorStateStore().getBroadcastState(ScoringState.publishedTexts()), refused -> {
                    // Assess says so.
                });
        Dropped.ofDecide(context.getOperatorStateStore());
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        books = store().of(ScoringState.numberOf(ScoringState.alertBook().getName()));
        told = new AssessMetrics(getMetricGroup(), texts.champion(Long.MIN_VALUE), clock);
    }

    @Override
    public void close() throws Exception {
        // A task that failed before it had any is closed as well.
        if (texts != null) {
            texts.close();
        }
        super.close();
    }

    DecideCase deciding(AssessSettings assessing) {
        return assessing.muted() ? new DecideMuted(assessing) : new DecideCase(assessing);
    }

    @Override
    public void processElement(StreamRecord<DecideInput> element) throws Exception {
        DecideInput input = element.getValue();
        PublishedText published = input.text();
        if (published == null) {
            take(input);
        } else if (!texts.has(published)) {
            texts.take(published);
        }
    }

    @Override
    void handle(DecideInput input) throws Exception {
        CaseEvent event = input.theCase();
        Before before = before(event);
        Decided decided;
        try {
            decided = input.readings() == null
                    ? decide.withdrawn(event, before)
                    : decide.assessed(
                            input,
                            texts.at(event.position().orderTime()),
                            texts.suppressions(event.position().orderTime()),
                            texts.reference(event.position().orderTime()),
                            before);
        } catch (RuntimeException failure) {
            boolean unassessed = event.kind() != CaseEvent.Kind.DUE && event.kind() != CaseEvent.Kind.WITHDRAWN;
            setAside(failure, event, "", unassessed);
            return;
        }
        apply(event, decided);
    }

    private Before before(CaseEvent event) throws IOException {
        return Before.of(Kept.at(
                event.position().orderTime(), books.at(event.ledgerKey()).value()));
    }

    private void apply(CaseEvent event, Decided decided) throws IOException {
        Position position = event.position();
        Assessment assessment = decided.assessment();
        if (assessment != null) {
            emit(assessment, position);
            tellShadows(event, decided.shadows(), assessment);
            told.assessed(assessment, position);
        }
        emit(SideOutputs.LANE_CHANGES, decided.changes(), position);
        emit(SideOutputs.ALERTS, decided.news(), position);
        books.at(event.ledgerKey());
        if (decided.after() != null) {
            books.put(decided.after().write(), decided.after().until());
        } else {
            books.remove();
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

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        texts.passed(mark.getTimestamp());
        told.judgedBy(texts.champion(mark.getTimestamp()));
    }

    /** A text that is being compiled belongs to this checkpoint: what was read of the stage before is not read again. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        texts.keepAll();
    }

    @Override
    Position position(DecideInput input) {
        return input.position();
    }

    @Override
    String key(DecideInput input) {
        return input.key();
    }

    /** Cases leave in the order of the ledger. */
    @Override
    String line(DecideInput input) {
        return input.key();
    }

    @Override
    boolean cameLate(DecideInput input) {
        return input.late();
    }

    @Override
    long turn(DecideInput input) {
        return input.theCase().sequence();
    }

    @Override
    ListStateDescriptor<DecideInput> heldState() {
        return ScoringState.heldDecideInputs();
    }
}
