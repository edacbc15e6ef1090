// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.JobMetric;
import portolan.pipeline.Mode;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.lanes.OfficeCounts;
import portolan.scoring.lanes.OfficeCountsLayout;
import portolan.scoring.manifest.Position;

/**
 * Counts what is selected at an office against its budgets, day by day, and says when a budget is exceeded and what a
 * day came to.
 *
 * <p>A day closes by the watermark. In ordered mode it closes before the first change that stands after its closing,
 * too: there the position of a change decides whether it still counts, not how far apart watermarks are.
 */
final class CountSelected extends InPositionOrder<LaneChange, LanesCounted>
        implements OneInputStreamOperator<LaneChange, LanesCounted>, Triggerable<String, VoidNamespace> {
    private static final Logger LOG = LoggerFactory.getLogger(CountSelected.class);

    /** No time at all. */
    private static final long NONE = Long.MAX_VALUE;

    private transient ValueState<byte[]> stored;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient LaneCounters counters;
    private transient Counter afterClosing;

    CountSelected(Mode mode, boolean feedEnds) {
        super(ScoringState.COUNT_SELECTED, mode, feedEnds, 0);
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        stored = context.getKeyedStateStore().getState(ScoringState.officeCounts());
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService(ScoringState.DAYS, VoidNamespaceSerializer.INSTANCE, this);
        counters = new LaneCounters(getMetricGroup());
        afterClosing = JobMetric.AFTER_CLOSING.counter(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<LaneChange> element) throws Exception {
        take(element.getValue());
    }

    @Override
    void handle(LaneChange change) throws Exception {
        byte[] bytes = stored.value();
        // Made of bytes for this change alone: if it cannot be counted, what is stored stays.
        OfficeCounts counts = bytes == null ? null : OfficeCountsLayout.read(bytes);
        Step step;
        try {
            step = step(counts == null ? OfficeCounts.of(change) : counts, change);
        } catch (RuntimeException failure) {
            Position position = change.position();
            String of = "office=" + change.office() + ", day=" + change.day();
            emit(SideOutputs.REJECTED, quarantine().of(failure, of, position, false), position);
            return;
        }
        if (step.opens != NONE) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, step.opens);
        }
        if (step.counts) {
            counters.count(change);
        } else {
            // What the day came to has been told; another number for it would have two people counting.
            afterClosing.inc();
        }
        tell(step.news);
        store(step.after);
    }

    /**
     * What a change comes to.
     *
     * @param counts whether it counts; else its day is closed
     * @param opens when its day closes, where it is the first of it; else {@link #NONE}
     * @param after the office's counts; null when nothing is left of them
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives between two lines of an operator; nobody compares it.
    private record Step(boolean counts, long opens, List<LanesCounted> news, byte @Nullable [] after) {}

    private Step step(OfficeCounts before, LaneChange change) {
        List<LanesCounted> news = new ArrayList<>();
        OfficeCounts counts = before;
        if (mode() == Mode.ORDERED) {
            news.addAll(before.closeUntil(change.position().orderTime()));
            // Whether or not its timer has come yet: that goes by watermarks.
            counts = before.isForgotten(change.position().orderTime()) ? OfficeCounts.of(change) : before;
        }
        boolean isCounted = counts.takes(change);
        long opens = isCounted && !counts.isOpen(change.day()) ? OfficeCounts.closing(change.day()) : NONE;
        if (isCounted) {
            news.addAll(counts.count(change));
        }
        return new Step(isCounted, opens, news, bytes(counts));
    }

    private void tell(List<LanesCounted> news) {
        for (LanesCounted counted : news) {
            counters.tell(counted);
            counted.warnings().forEach(LOG::warn);
            output.collect(new StreamRecord<>(counted, counted.at().toEpochMilli()));
        }
    }

    private static byte @Nullable [] bytes(OfficeCounts counts) {
        return counts.isEmpty() ? null : OfficeCountsLayout.write(counts);
    }

    private void store(byte @Nullable [] counts) throws IOException {
        if (counts == null) {
            stored.clear();
        } else {
            stored.update(counts);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        byte[] bytes = stored.value();
        if (bytes == null) {
            return;
        }
        OfficeCounts counts = OfficeCountsLayout.read(bytes);
        List<LanesCounted> news;
        byte[] after;
        try {
            news = counts.closeUntil(timer.getTimestamp());
            after = bytes(counts);
        } catch (RuntimeException failure) {
            // The day closes with the next one.
            Position position = Position.due(timer.getTimestamp(), timer.getKey(), 0);
            emit(SideOutputs.REJECTED, quarantine().of(failure, "office=" + timer.getKey(), position, false), position);
            return;
        }
        tell(news);
        if (counts.isForgotten(timer.getTimestamp())) {
            stored.clear();
            return;
        }
        if (counts.hasNoOpenDay()) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, counts.forgottenAt());
        }
        store(after);
    }

    /** A feed that is over has no more of its last day: what that came to is told. One that is stopped goes on. */
    @Override
    void end() throws Exception {
        if (!hasEnded()) {
            return;
        }
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        List<String> offices;
        try (Stream<String> keys = backend.getKeys(ScoringState.officeCounts().getName(), VoidNamespace.INSTANCE)) {
            offices = keys.toList();
        }
        for (String office : offices) {
            setCurrentKey(office);
            OfficeCounts counts = OfficeCountsLayout.read(stored.value());
            tell(counts.closeUntil(Long.MAX_VALUE));
            store(bytes(counts));
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("counting sets no timer in processing time");
    }

    @Override
    Position position(LaneChange change) {
        return change.position();
    }

    @Override
    String key(LaneChange change) {
        return change.officeKey();
    }

    @Override
    ListStateDescriptor<LaneChange> heldState() {
        return ScoringState.heldLaneChanges();
    }
}
