// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.List;
import java.util.Locale;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * Every metric of our own, with its kind, its unit and its labels, in the order of the table in {@code deploy/METRICS.md},
 * which says what each is for. All are registered here; Flink's own beside them have the names that Flink gives.
 */
public enum JobMetric {
    FILINGS("filings", Kind.COUNTER, "filings"),
    OUTCOMES("outcomes", Kind.COUNTER, "outcomes"),
    MOVES("moves", Kind.COUNTER, "moves", "teaches"),
    REJECTED("rejected", Kind.COUNTER, "records", "reason"),
    QUARANTINED("quarantined", Kind.COUNTER, "records"),
    NOTED("noted", Kind.COUNTER, "inputs", "note"),
    OUTCOMES_WAITING("outcomes-waiting", Kind.COUNTER, "outcomes"),
    LOOKED_AGAIN("looked-again", Kind.COUNTER, "consignments"),
    LATE("late", Kind.COUNTER, "records"),
    BUFFERED("buffered", Kind.GAUGE, "records"),
    STAMPED_AHEAD("stamped-ahead", Kind.COUNTER, "records"),
    OFFSETS_LOST("offsets-lost", Kind.COUNTER, "offsets"),
    WAITING_BYTES("waiting-bytes", Kind.GAUGE, "bytes"),
    WAITING_MILLIS("waiting-ms", Kind.GAUGE, "ms"),
    PAUSED_PARTITIONS("paused-partitions", Kind.GAUGE, "partitions"),
    BEGUN_MEMORIES("begun-memories", Kind.COUNTER, "memories", "memory"),
    STORED_KEYS("stored-keys", Kind.GAUGE, "keys"),
    CACHED_BYTES("cached-bytes", Kind.GAUGE, "bytes"),
    OPEN_CASES("open-cases", Kind.GAUGE, "cases"),
    DUE_WITHOUT_READINGS("due-without-readings", Kind.COUNTER, "bills"),
    ASSESSED_IN_LANE("assessed", Kind.COUNTER, "assessments", "lane"),
    ASSESSED_BY_DEADLINE("assessed", Kind.COUNTER, "assessments", "deadline"),
    LATENCY("latency-seconds-bucket", Kind.COUNTER, "assessments", "le"),
    FIRED("fired", Kind.COUNTER, "contributions", "rule"),
    SUPPRESSED("suppressed", Kind.COUNTER, "assessments", "suppression"),
    RULE_SET_VERSION("rule-set-version", Kind.GAUGE, "version"),
    RULE_SET_HASH("rule-set-hash", Kind.GAUGE, "48 bits"),
    SHADOW_AGREES("agrees", Kind.COUNTER, "assessments", "shadow", "office", "lane"),
    SHADOW_DIFFERS("differs", Kind.COUNTER, "assessments", "shadow", "office", "lane"),
    SHADOW_ALERTING("alerting", Kind.COUNTER, "assessments", "shadow", "office", "lane"),
    SELECTED("selected", Kind.COUNTER, "consignments", "office", "lane"),
    EXCEEDED("exceeded", Kind.COUNTER, "days", "office", "lane"),
    AFTER_CLOSING("after-closing", Kind.COUNTER, "changes"),
    REFUSED_STEPS("refused-steps", Kind.COUNTER, "steps"),
    LATE_RULES("late-rules", Kind.COUNTER, "texts"),
    MESSAGES("messages", Kind.COUNTER, "messages"),
    BILLS("bills", Kind.COUNTER, "bills"),
    WITHDRAWN("withdrawn", Kind.COUNTER, "bills");

    /** Whether it only grows while a task runs, or is what it is now. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    private final String base;
    private final Kind kind;
    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    JobMetric(String base, Kind kind, String unit, String... labels) {
        this.base = base;
        this.kind = kind;
        this.unit = unit;
        this.labels = List.of(labels);
    }

    /** The name without labels, as reporters are told it. */
    public String base() {
        return base;
    }

    public Kind kind() {
        return kind;
    }

    /** What one of it is. */
    public String unit() {
        return unit;
    }

    /** Those that tell the series of this metric in one task apart. */
    public List<String> labels() {
        return labels;
    }

    /** As Flink shows it below the operator, and the document names it: {@code reason.<REASON>.rejected}. */
    public String scoped() {
        StringBuilder scoped = new StringBuilder();
        for (String label : labels) {
            scoped.append(label)
                    .append(".<")
                    .append(label.toUpperCase(Locale.ROOT))
                    .append(">.");
        }
        return scoped.append(base).toString();
    }

    /** Registers a counter of this name. */
    public Counter counter(MetricGroup operator, String... values) {
        return counter(operator, new SimpleCounter(), values);
    }

    /** Registers this counter under this name. */
    public <C extends Counter> C counter(MetricGroup operator, C counter, String... values) {
        return at(operator, Kind.COUNTER, values).counter(base, counter);
    }

    /** Registers a gauge of this name, which any thread may read. */
    public void gauge(MetricGroup operator, Gauge<? extends Number> gauge, String... values) {
        at(operator, Kind.GAUGE, values).gauge(base, gauge);
    }

    private MetricGroup at(MetricGroup operator, Kind as, String... values) {
        if (as != kind || values.length != labels.size()) {
            throw new IllegalArgumentException("registered otherwise than declared: metric=" + this + ", kind=" + as
                    + ", labels=" + labels + ", values=" + List.of(values));
        }
        MetricGroup group = operator;
        for (int i = 0; i < values.length; i++) {
            group = group.addGroup(labels.get(i), values[i]);
        }
        return group;
    }
}
