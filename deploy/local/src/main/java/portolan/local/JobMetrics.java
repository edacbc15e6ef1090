// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The metrics of a cluster in this process that {@link JobWatch} reads, of all its tasks together. What tasks counted
 * before they ended still counts.
 *
 * <p>Safe for several threads.
 */
public final class JobMetrics implements MetricReporter {
    private static final ConcurrentMap<String, JobMetrics> BY_NAME = new ConcurrentHashMap<>();

    private static final List<String> LABELS = List.of("<reason>", "<memory>", "<note>");

    private final Set<String> names;
    private final Map<Metric, Labelled> there = new ConcurrentHashMap<>();
    private final Map<Labelled, Long> gone = new HashMap<>();

    /** A metric's name, and what tells it from others of its name: the value of its label, or else its operator. */
    private record Labelled(String name, String label) {}

    /** @param names of the metrics to keep: a job has some thousands */
    JobMetrics(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** What a watch reads. */
    static JobMetrics watched() {
        return new JobMetrics(WatchedJob.METRICS);
    }

    /** Has a cluster to be report to this object. */
    LocalCluster.Plan of(LocalCluster.Plan cluster) {
        String name = Integer.toHexString(System.identityHashCode(this));
        BY_NAME.put(name, this);
        return cluster.with("metrics.reporter.watch.factory.class", Factory.class.getName())
                .with("metrics.reporter.watch.watch", name);
    }

    /** What all tasks have counted under a name, whatever its label. */
    long counted(String name) {
        return countedBy(name).values().stream().mapToLong(Long::longValue).sum();
    }

    /** What all tasks have counted under a name, by its label, or by operator where it has none. */
    synchronized Map<String, Long> countedBy(String name) {
        Map<String, Long> byLabel = new TreeMap<>();
        gone.forEach((which, count) -> {
            if (which.name().equals(name)) {
                byLabel.merge(which.label(), count, Long::sum);
            }
        });
        there.forEach((metric, which) -> {
            if (which.name().equals(name) && metric instanceof Counter counter) {
                byLabel.merge(which.label(), counter.getCount(), Long::sum);
            }
        });
        return byLabel;
    }

    /** The largest of the gauges of a name; the least possible value when there is none. */
    long largest(String name) {
        long largest = Long.MIN_VALUE;
        for (Map.Entry<Metric, Labelled> one : there.entrySet()) {
            if (one.getValue().name().equals(name)
                    && one.getKey() instanceof Gauge<?> gauge
                    && gauge.getValue() instanceof Number number) {
                largest = Math.max(largest, number.longValue());
            }
        }
        return largest;
    }

    /** The smallest of the gauges of a name; the least possible value when there is none. */
    long smallest(String name) {
        return there.entrySet().stream()
                .filter(one -> one.getValue().name().equals(name))
                .mapToLong(one -> one.getKey() instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
                        ? number.longValue()
                        : Long.MIN_VALUE)
                .min()
                .orElse(Long.MIN_VALUE);
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {
        BY_NAME.values().remove(this);
    }

    @Override
    public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (names.contains(name)) {
            there.put(metric, labelled(name, group));
        }
    }

    @Override
    public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        Labelled which = there.remove(metric);
        if (which != null && metric instanceof Counter counter) {
            gone.merge(which, counter.getCount(), Long::sum);
        }
    }

    /** Of those that are read here each has one label at most; those without one are told apart by their operator. */
    private static Labelled labelled(String name, MetricGroup group) {
        Map<String, String> variables = group.getAllVariables();
        for (String label : LABELS) {
            String value = variables.get(label);
            if (value != null) {
                return new Labelled(name, value);
            }
        }
        return new Labelled(name, variables.getOrDefault("<operator_name>", ""));
    }

    /** Found by Flink by its name. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            String name = properties.getProperty("watch", "");
            JobMetrics metrics = BY_NAME.get(name);
            if (metrics == null) {
                throw new IllegalStateException("nobody watches: watch=" + name);
            }
            return metrics;
        }
    }
}
