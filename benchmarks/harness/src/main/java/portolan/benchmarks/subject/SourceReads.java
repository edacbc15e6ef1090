// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** How many filings the sources of the jobs in this process have read: Flink's own counters, added up. */
public final class SourceReads implements MetricReporter {
    /** Every source of filings is named by this and its topic. */
    static final String SOURCE = "Read consignments.filed";

    private static final Set<Counter> COUNTERS = ConcurrentHashMap.newKeySet();

    private SourceReads() {}

    static long total() {
        return COUNTERS.stream().mapToLong(Counter::getCount).sum();
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        Map<String, String> variables = group.getAllVariables();
        String operator = variables.getOrDefault("<operator_name>", "");
        if (metric instanceof Counter counter && name.equals("numRecordsIn") && operator.contains(SOURCE)) {
            COUNTERS.add(counter);
        }
    }

    /** A counter of a task that ended is kept: what it read was read. */
    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

    /** Makes the reporter; Flink finds it by its name. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new SourceReads();
        }
    }
}
