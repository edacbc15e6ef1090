// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the RocksDBs of this process have put off: a window that ends with more of it than it began with has not paid for
 * all of its filings. Flink looks at RocksDB each five seconds.
 */
public final class MergeDebt implements MetricReporter {
    private static final String FILES = "rocksdb.num-files-at-level0";
    private static final String BYTES = "rocksdb.estimate-pending-compaction-bytes";
    private static final Set<Gauge<?>> FILE_GAUGES = ConcurrentHashMap.newKeySet();
    private static final Set<Gauge<?>> BYTE_GAUGES = ConcurrentHashMap.newKeySet();

    private MergeDebt() {}

    /** Flink's settings for a cluster in this process. */
    public static Map<String, String> settings() {
        return Map.of(
                "metrics.reporter.debt.factory.class", Factory.class.getName(),
                "state.backend.rocksdb.metrics.num-files-at-level", "true",
                "state.backend.rocksdb.metrics.estimate-pending-compaction-bytes", "true");
    }

    /**
     * Files that wait to be merged, a blank, and bytes that RocksDB reckons with, which it does only where it merges by
     * level; null when there is no RocksDB.
     */
    public static @Nullable String now() {
        return FILE_GAUGES.isEmpty() ? null : sum(FILE_GAUGES) + " " + sum(BYTE_GAUGES);
    }

    private static long sum(Set<Gauge<?>> gauges) {
        return gauges.stream()
                .mapToLong(gauge -> gauge.getValue() instanceof Number value ? value.longValue() : 0)
                .sum();
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Gauge<?> gauge) {
            if (name.equals(FILES)) {
                FILE_GAUGES.add(gauge);
            } else if (name.equals(BYTES)) {
                BYTE_GAUGES.add(gauge);
            }
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Gauge<?> gauge) {
            FILE_GAUGES.remove(gauge);
            BYTE_GAUGES.remove(gauge);
        }
    }

    /** Makes the reporter; Flink finds it by its name. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new MergeDebt();
        }
    }
}
