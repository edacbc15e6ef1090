package portolan.pipeline.stage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.ThreatScore;

/** How the assessments of shadows compare with those of the champion: by shadow, office and lane. */
final class ShadowCounters {
    /** Offices with counters of their own; the codes of a feed that sends nonsense have one together. */
    private static final int MOST_OFFICES = 200;

    private static final String NO_OFFICE = "none";
    private static final String OTHER_OFFICES = "other";

    private final MetricGroup metrics;
    private final Set<String> offices = new HashSet<>();
    private final Map<String, Counter> counters = new HashMap<>();

    ShadowCounters(MetricGroup metrics) {
        this.metrics = metrics;
    }

    void count(@Nullable String office, Assessment champion, Assessment shadow) {
        String of = shadow.ruleSet().name() + "-v" + shadow.ruleSet().version();
        String where = office(office);
        boolean agrees = champion.lane() == shadow.lane();
        counter(of, where, shadow.lane().name(), agrees ? "agrees" : "differs").inc();
        if (shadow.threats().stream().anyMatch(ThreatScore::alerting)) {
            counter(of, where, shadow.lane().name(), "alerting").inc();
        }
    }

    private String office(@Nullable String office) {
        if (office == null) {
            return NO_OFFICE;
        }
        if (offices.size() < MOST_OFFICES) {
            offices.add(office);
        }
        return offices.contains(office) ? office : OTHER_OFFICES;
    }

    private Counter counter(String shadow, String office, String lane, String name) {
        return counters.computeIfAbsent(
                String.join("/", shadow, office, lane, name),
                unused -> metrics.addGroup("shadow", shadow)
                        .addGroup("office", office)
                        .addGroup("lane", lane)
                        .counter(name));
    }
}
