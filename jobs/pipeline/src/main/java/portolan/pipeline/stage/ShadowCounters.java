// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.JobMetric;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.ThreatScore;

/** How the assessments of shadows compare with those of the champion: by shadow, office and lane. */
final class ShadowCounters {
    private final MetricGroup metrics;
    private final NamedOffices offices = new NamedOffices();
    private final Map<String, Counter> counters = new HashMap<>();

    ShadowCounters(MetricGroup metrics) {
        this.metrics = metrics;
    }

    void count(@Nullable String office, Assessment champion, Assessment shadow) {
        String of = shadow.ruleSet().name() + "-v" + shadow.ruleSet().version();
        String where = offices.of(office);
        boolean agrees = champion.lane() == shadow.lane();
        counter(agrees ? JobMetric.SHADOW_AGREES : JobMetric.SHADOW_DIFFERS, of, where, shadow.lane())
                .inc();
        if (shadow.threats().stream().anyMatch(ThreatScore::alerting)) {
            counter(JobMetric.SHADOW_ALERTING, of, where, shadow.lane()).inc();
        }
    }

    private Counter counter(JobMetric metric, String shadow, String office, Lane lane) {
        return counters.computeIfAbsent(
                String.join("/", shadow, office, lane.name(), metric.name()),
                unused -> metric.counter(metrics, shadow, office, lane.name()));
    }
}
