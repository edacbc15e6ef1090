// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.testing.Patience;

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
    }

    @Test
    void whatIsNotNamedIsForeignAndWhatIsNamedIsNot() throws Exception {
        Process burning = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            Map<String, List<Long>> named = Map.of("burning", List.of(burning.pid()));
            ProcessorTime before = ProcessorTime.now(Map.of());
            ProcessorTime beforeNamed = ProcessorTime.now(named);
            Patience.until(
                    "it has burnt for a while",
                    () -> ProcessorTime.now(named).since(beforeNamed).seconds().getOrDefault("burning", 0.0) >= 0.3,
                    () -> ProcessorTime.now(named));
            ProcessorTime burnt = ProcessorTime.now(named);

            assertThat(ProcessorTime.now(Map.of()).since(before).foreignSeconds())
                    .isGreaterThanOrEqualTo(0.3);
            assertThat(burnt.others()).isNotEmpty().doesNotContainKey(burning.pid());
        } finally {
            burning.destroyForcibly();
        }
    }

    @Test
    void ofWhoBeganInBetweenAllCounts() {
        ProcessorTime before = new ProcessorTime(Map.of("engine", 5.0), Map.of(1L, 2.0, 3L, 9.0), 16);
        ProcessorTime now = new ProcessorTime(Map.of("engine", 9.0), Map.of(1L, 2.5, 7L, 3.0, 3L, 1.0), 20);

        assertThat(now.since(before).foreignSeconds())
                .as("half a second, three of a new process, one of another that has a number of before")
                .isEqualTo(4.5);
        assertThat(now.since(before).seconds()).containsEntry("engine", 4.0);
    }

    @Test
    void whoHasEndedIsSeenByWhatTheWholeMachineDid() {
        ProcessorTime before = new ProcessorTime(Map.of("engine", 5.0), Map.of(), 5);
        ProcessorTime now = new ProcessorTime(Map.of("engine", 9.0), Map.of(), 16);

        assertThat(now.since(before).foreignSeconds()).isEqualTo(7);
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
