// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.Test;

final class MergeDebtTest {
    private static final String FILES = "rocksdb.num-files-at-level0";
    private static final String BYTES = "rocksdb.estimate-pending-compaction-bytes";

    /** Flink takes no other factories than those. */
    @Test
    void itsFactoryIsFoundAsAService() {
        assertThat(ServiceLoader.load(MetricReporterFactory.class).stream().map(ServiceLoader.Provider::type))
                .contains(MergeDebt.Factory.class);
        assertThat(MergeDebt.settings()).containsValue(MergeDebt.Factory.class.getName());
    }

    @Test
    void addsUpWhatTheStatesOfTheProcessHavePutOffWhileTheyAreThere() {
        MetricReporter reporter = new MergeDebt.Factory().createMetricReporter(new Properties());
        MetricGroup group = new UnregisteredMetricsGroup();
        Gauge<BigInteger> two = () -> BigInteger.TWO;
        Gauge<BigInteger> ten = () -> BigInteger.TEN;
        Gauge<BigInteger> bytes = () -> BigInteger.valueOf(4_096);
        assertThat(MergeDebt.now()).isNull();

        reporter.notifyOfAddedMetric(two, FILES, group);
        reporter.notifyOfAddedMetric(ten, FILES, group);
        reporter.notifyOfAddedMetric(bytes, BYTES, group);
        reporter.notifyOfAddedMetric(bytes, "rocksdb.num-files-at-level1", group);
        assertThat(MergeDebt.now()).isEqualTo("12 4096");

        reporter.notifyOfRemovedMetric(ten, FILES, group);
        assertThat(MergeDebt.now()).isEqualTo("2 4096");
        reporter.notifyOfRemovedMetric(two, FILES, group);
        reporter.notifyOfRemovedMetric(bytes, BYTES, group);
        assertThat(MergeDebt.now()).isNull();
    }
}
