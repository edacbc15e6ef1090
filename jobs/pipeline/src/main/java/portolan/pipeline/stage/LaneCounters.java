// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import portolan.pipeline.JobMetric;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.rules.Lane;

/** What was selected, and how often budgets were exceeded: by office and lane. */
final class LaneCounters {
    private final MetricGroup metrics;
    private final NamedOffices offices = new NamedOffices();
    private final Map<String, Counter> counters = new HashMap<>();

    LaneCounters(MetricGroup metrics) {
        this.metrics = metrics;
    }

    void count(LaneChange change) {
        counter(JobMetric.SELECTED, change.office(), change.lane()).inc(change.by());
    }

    void tell(LanesCounted counted) {
        Lane exceeded = counted.exceeded();
        if (exceeded != null) {
            counter(JobMetric.EXCEEDED, counted.office(), exceeded).inc();
        }
    }

    private Counter counter(JobMetric metric, String office, Lane lane) {
        String where = offices.of(office);
        return counters.computeIfAbsent(
                String.join("/", where, lane.name(), metric.name()),
                unused -> metric.counter(metrics, where, lane.name()));
    }
}
