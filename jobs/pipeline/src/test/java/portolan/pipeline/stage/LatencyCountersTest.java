// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

final class LatencyCountersTest {
    private final Map<String, Counter> byBound = new LinkedHashMap<>();
    private final LatencyCounters counters = new LatencyCounters(new Recording("", byBound));

    @Test
    void aBoundCountsAllThatTookNoLonger() {
        counters.took(-3);
        counters.took(5);
        counters.took(6);
        counters.took(3_600_001);

        assertThat(count("0.005")).as("the bound itself is within").isEqualTo(2);
        assertThat(count("0.01")).isEqualTo(3);
        assertThat(count("3600")).isEqualTo(3);
        assertThat(count("+Inf")).isEqualTo(4);
    }

    private long count(String bound) {
        return Objects.requireNonNull(byBound.get(bound)).getCount();
    }

    /** Keeps counters by the value of the label that they stand under. */
    private static final class Recording extends UnregisteredMetricsGroup {
        private final String value;
        private final Map<String, Counter> counters;

        Recording(String value, Map<String, Counter> counters) {
            this.value = value;
            this.counters = counters;
        }

        @Override
        public MetricGroup addGroup(String label, String value) {
            assertThat(label).isEqualTo("le");
            return new Recording(value, counters);
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            counters.put(value, counter);
            return counter;
        }
    }
}
