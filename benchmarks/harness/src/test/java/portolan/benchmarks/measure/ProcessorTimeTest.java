package portolan.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessorTimeTest {
    @Test
    void theKernelCountsWhatThisProcessBurns() {
        Map<String, List<Long>> self =
                Map.of("self", List.of(ProcessHandle.current().pid()));
        ProcessorTime before = ProcessorTime.now(self);
        long jvm =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        double x = 0;
        while (ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - jvm < 300) {
            for (int i = 0; i < 100_000; i++) {
                x += Math.sqrt(i + x);
            }
        }
        ProcessorTime used = ProcessorTime.now(self).since(before);

        assertThat(x).isPositive();
        assertThat(used.seconds().get("self")).isBetween(0.25, 3.0);
        assertThat(used.machineSeconds()).isGreaterThanOrEqualTo(0.2);
    }

    @Test
    void whoHasEndedSinceItWasListedCountsForNothing() {
        // More than Linux gives to any process.
        long ended = 1L << 30;
        long self = ProcessHandle.current().pid();

        ProcessorTime now = ProcessorTime.now(Map.of("both", List.of(ended, self), "ended", List.of(ended)));

        assertThat(now.seconds()).containsOnlyKeys("both");
        assertThat(now.seconds().get("both")).isPositive();
    }
}
