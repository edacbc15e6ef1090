// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
    private static final MetricGroup TASK = new UnregisteredMetricsGroup();

    private final JobMetrics metrics = new JobMetrics(Set.of("rejected", "lag"));

    @Test
    void tasksCountTogetherAlsoThoseThatEnded() {
        Counter first = counter("rejected", 3);
        counter("rejected", 4);
        metrics.notifyOfRemovedMetric(first, "rejected", TASK);
        first.inc(100);

        assertThat(metrics.counted("rejected")).isEqualTo(7);
    }

    @Test
    void whatNobodyReadsIsNotKept() {
        counter("other", 3);

        assertThat(metrics.counted("other")).isZero();
    }

    @Test
    void theLargestOfAllGaugesIsTold() {
        assertThat(metrics.largest("lag")).isEqualTo(Long.MIN_VALUE);
        metrics.notifyOfAddedMetric((Gauge<Long>) () -> 5L, "lag", TASK);
        metrics.notifyOfAddedMetric((Gauge<Long>) () -> 8L, "lag", TASK);

        assertThat(metrics.largest("lag")).isEqualTo(8);
    }

    /** Flink takes no reporter by its class alone. */
    @Test
    void flinkFindsIt() {
        assertThat(ServiceLoader.load(MetricReporterFactory.class))
                .hasAtLeastOneElementOfType(JobMetrics.Factory.class);
    }

    private Counter counter(String name, long count) {
        Counter counter = new SimpleCounter();
        counter.inc(count);
        metrics.notifyOfAddedMetric(counter, name, TASK);
        return counter;
    }
}
