// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.process.Jvm;
import portolan.testing.Patience;

@EnabledOnOs(OS.LINUX)
final class ProfilerTest {
    @TempDir
    private Path directory;

    /** A process that is at work, and allocates, in a method whose name can be told. */
    static final class Busy {
        private Busy() {}

        public static void main(String[] words) throws Exception {
            Thread work = new Thread(Busy::workHard, "worker-7");
            work.setDaemon(true);
            work.start();
            System.out.println("ready");
            // Its input is closed when it is to end.
            System.in.readAllBytes();
        }

        private static void workHard() {
            StringBuilder written = new StringBuilder();
            while (true) {
                written.append(written.length()).append(new char[100]);
                if (written.length() > 1_000) {
                    written.setLength(0);
                }
            }
        }
    }

    @Test
    void seesWhichThreadWorksInWhichCodeAndWhatItAllocates() throws Exception {
        Jvm jvm = Jvm.own(Busy.class.getName(), List.of("-Xmx64m"), List.of());
        try (Child busy = Child.start("busy", jvm, directory)) {
            busy.await("ready", Duration.ofMinutes(5));
            Profiler profiler = Profiler.in(busy.pid(), directory);
            try (AllocatedBytes allocated = AllocatedBytes.of(busy.pid())) {
                AllocatedBytes.Counted before = allocated.now();
                Duration began = used(busy);
                profiler.start();
                Patience.until(
                        "it has worked for a while, and allocated",
                        () -> used(busy).minus(began).compareTo(Duration.ofMillis(300)) > 0
                                && allocated.now().since(before).getOrDefault("worker", 0L) > 1_000_000,
                        () -> used(busy));
                Stacks stacks = profiler.stop();

                long most = used(busy).minus(began).plusMillis(100).toNanos();
                assertThat(stacks.byThread())
                        .hasEntrySatisfying("worker", nanos -> assertThat(nanos).isBetween(20_000_000L, most));
                assertThat(stacks.samples())
                        .anySatisfy(sample -> assertThat(sample)
                                .matches(seen -> seen.thread().equals("worker")
                                        && seen.frames().stream().anyMatch(frame -> frame.contains("Busy.workHard"))));
            }
        }
    }

    /** Of processors. */
    private static Duration used(Child child) {
        return ProcessHandle.of(child.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    @Test
    void saysWhichProcessDoesNotAnswer() throws Exception {
        Jvm jvm = Jvm.own(Busy.class.getName(), List.of("-Xmx64m"), List.of());
        try (Child busy = Child.start("busy", jvm, directory)) {
            busy.await("ready", Duration.ofMinutes(5));
            AllocatedBytes allocated = AllocatedBytes.of(busy.pid());
            busy.kill();

            assertThatThrownBy(allocated::now)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pid=" + busy.pid());
        }
    }

    @Test
    void saysWhichProcessItCannotLookInto() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThatThrownBy(() -> Profiler.in(ended.pid(), directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pid=" + ended.pid());
    }
}
