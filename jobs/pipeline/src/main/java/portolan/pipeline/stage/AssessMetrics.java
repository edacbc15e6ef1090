package portolan.pipeline.stage;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Timeliness;

/** What a task that assesses counts of what it has said, and how long after the filing it was said. */
final class AssessMetrics {
    /** Samples that the latency histogram looks back on. */
    private static final int LATENCY_WINDOW = 10_000;

    private final Clock clock;
    private final Map<Lane, Counter> byLane = new EnumMap<>(Lane.class);
    private final Map<Timeliness, Counter> byDeadline = new EnumMap<>(Timeliness.class);
    private final Histogram latency;
    private final Counter dueWithoutReadings;
    private final Counter lateRules;
    private final ShadowCounters shadows;

    /** @param clock for the latency only */
    AssessMetrics(MetricGroup metrics, Clock clock) {
        this.clock = clock;
        for (Lane lane : Lane.values()) {
            byLane.put(lane, metrics.addGroup("lane", lane.name()).counter("assessed"));
        }
        for (Timeliness timeliness : Timeliness.values()) {
            byDeadline.put(
                    timeliness, metrics.addGroup("deadline", timeliness.name()).counter("assessed"));
        }
        latency = metrics.histogram("latency-ms", new DescriptiveStatisticsHistogram(LATENCY_WINDOW));
        dueWithoutReadings = metrics.counter("due-without-readings");
        lateRules = metrics.counter("late-rules");
        shadows = new ShadowCounters(metrics);
    }

    /** An assessment of what stands at this position was said. */
    void assessed(Assessment assessment, Position position) {
        counterOf(byLane, assessment.lane()).inc();
        if (position.input() != Position.Input.DUE) {
            // A bill that fell due was filed before, and counted then.
            counterOf(byDeadline, assessment.timeliness()).inc();
        }
        latency.update(clock.millis() - position.orderTime());
    }

    /** A shadow said something beside the champion, of a consignment of this office. */
    void shadowed(@Nullable String office, Assessment champion, Assessment shadow) {
        shadows.count(office, champion, shadow);
    }

    /** A bill fell due whose readings an earlier release did not keep. */
    void dueWithoutReadings() {
        dueWithoutReadings.inc();
    }

    /** A rule set came after a case that it should have judged. */
    void lateRules() {
        lateRules.inc();
    }

    private static <E extends Enum<E>> Counter counterOf(Map<E, Counter> counters, E constant) {
        return Objects.requireNonNull(counters.get(constant), "every constant has its counter");
    }
}
