// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.JobMetric;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.SuppressedRules;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.ThreatScore;
import portolan.scoring.score.Timeliness;

/** What a task that assesses counts of what it has said, and how long after the filing it was said. */
final class AssessMetrics {
    private static final int HASH_DIGITS = 12;
    private static final int HEX = 16;
    private static final String SUPPRESSED = SuppressedRules.name("");

    /** More suppressions are counted together: lists come and go, and series stay. */
    private static final int MOST_SUPPRESSIONS = 200;

    private static final String OTHER = "other";

    private final Clock clock;
    private final MetricGroup metrics;
    private final Map<Lane, Counter> byLane = new EnumMap<>(Lane.class);
    private final Map<Timeliness, Counter> byDeadline = new EnumMap<>(Timeliness.class);
    private final LatencyCounters latency;
    private final Map<String, Counter> byRule = new HashMap<>();
    private final Map<String, Counter> bySuppression = new HashMap<>();
    private final ShadowCounters shadows;

    /** Read by the threads of reporters. */
    private volatile RuleSetRef inForce;

    /**
     * @param inForce the rule set that judges at first
     * @param clock for the latency only
     */
    AssessMetrics(MetricGroup metrics, RuleSetRef inForce, Clock clock) {
        this.clock = clock;
        this.metrics = metrics;
        this.inForce = inForce;
        for (Lane lane : Lane.values()) {
            byLane.put(lane, JobMetric.ASSESSED_IN_LANE.counter(metrics, lane.name()));
        }
        for (Timeliness timeliness : Timeliness.values()) {
            byDeadline.put(timeliness, JobMetric.ASSESSED_BY_DEADLINE.counter(metrics, timeliness.name()));
        }
        latency = new LatencyCounters(metrics);
        JobMetric.RULE_SET_VERSION.gauge(metrics, () -> this.inForce.version());
        JobMetric.RULE_SET_HASH.gauge(metrics, () -> Long.parseLong(this.inForce.hash(), 0, HASH_DIGITS, HEX));
        shadows = new ShadowCounters(metrics);
    }

    /** An assessment of what stands at this position was said. */
    void assessed(Assessment assessment, Position position) {
        counterOf(byLane, assessment.lane()).inc();
        if (position.input() != Position.Input.DUE) {
            // A bill that fell due was filed before, and counted then.
            counterOf(byDeadline, assessment.timeliness()).inc();
        }
        for (ThreatScore threat : assessment.threats()) {
            for (Contribution contribution : threat.contributions()) {
                byRule.computeIfAbsent(contribution.rule(), rule -> JobMetric.FIRED.counter(metrics, rule))
                        .inc();
            }
        }
        countSuppressed(assessment);
        latency.took(clock.millis() - position.orderTime());
    }

    /** What would have counted but for a suppression, once an assessment. */
    private void countSuppressed(Assessment assessment) {
        Set<String> ids = Set.of();
        for (ThreatScore threat : assessment.threats()) {
            for (Contribution contribution : threat.contributions()) {
                if (contribution.rule().startsWith(SUPPRESSED)) {
                    ids = ids.isEmpty() ? new TreeSet<>() : ids;
                    ids.add(contribution.evidence());
                }
            }
        }
        for (String id : ids) {
            boolean named = bySuppression.containsKey(id) || bySuppression.size() < MOST_SUPPRESSIONS;
            bySuppression
                    .computeIfAbsent(
                            named ? id : OTHER, suppression -> JobMetric.SUPPRESSED.counter(metrics, suppression))
                    .inc();
        }
    }

    /** Time has come to where this rule set judges. */
    void judgedBy(RuleSetRef ruleSet) {
        inForce = ruleSet;
    }

    /** A shadow said something beside the champion, of a consignment of this office. */
    void shadowed(@Nullable String office, Assessment champion, Assessment shadow) {
        shadows.count(office, champion, shadow);
    }

    private static <E extends Enum<E>> Counter counterOf(Map<E, Counter> counters, E constant) {
        return Objects.requireNonNull(counters.get(constant), "every constant has its counter");
    }
}
