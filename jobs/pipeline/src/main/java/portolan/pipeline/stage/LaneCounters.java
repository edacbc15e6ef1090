package portolan.pipeline.stage;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
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
        counter(change.office(), change.lane(), "selected").inc(change.by());
    }

    void tell(LanesCounted counted) {
        Lane exceeded = counted.exceeded();
        if (exceeded != null) {
            counter(counted.office(), exceeded, "exceeded").inc();
        }
    }

    private Counter counter(String office, Lane lane, String name) {
        String where = offices.of(office);
        return counters.computeIfAbsent(
                String.join("/", where, lane.name(), name),
                unused -> metrics.addGroup("office", where)
                        .addGroup("lane", lane.name())
                        .counter(name));
    }
}
