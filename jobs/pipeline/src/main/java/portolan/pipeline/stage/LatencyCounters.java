// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import portolan.pipeline.JobMetric;

/**
 * How many assessments were made within which time: one counter a bound, each with all below it, as Prometheus'
 * histograms have them. Unlike percentiles they add up over tasks.
 */
final class LatencyCounters {
    private static final String[] SECONDS = {
        "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "30", "60", "300", "3600", "+Inf"
    };

    private final double[] boundsMillis = new double[SECONDS.length];
    private final Counter[] atMost = new Counter[SECONDS.length];

    LatencyCounters(MetricGroup metrics) {
        for (int i = 0; i < SECONDS.length; i++) {
            boundsMillis[i] =
                    "+Inf".equals(SECONDS[i]) ? Double.POSITIVE_INFINITY : Double.parseDouble(SECONDS[i]) * 1000;
            atMost[i] = JobMetric.LATENCY.counter(metrics, SECONDS[i]);
        }
    }

    /** @param millis negative where two machines' clocks differ: counts as none */
    void took(long millis) {
        for (int i = SECONDS.length - 1; i >= 0 && millis <= boundsMillis[i]; i--) {
            atMost[i].inc();
        }
    }
}
