// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.local.faults.JavaProcess;
import portolan.testing.Patience;

@DisabledOnOs(OS.WINDOWS)
class StopTest {
    @TempDir
    private Path directory;

    /** Work that fails after the signal has failed: who started it must see that no state was written. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theProcessEndsWithWhatTheWorkCameToAfterTheSignal(int exitCode) throws Exception {
        try (JavaProcess process = JavaProcess.start(
                "stopped",
                Stopped.class.getName(),
                System.getProperty("java.class.path"),
                List.of("-Xmx32m"),
                List.of(exitCode),
                directory)) {
            process.awaitOut("^works$");

            assertThat(process.end()).isEqualTo(exitCode);
            assertThat(process.out()).endsWith("put away\ntold\nhooks run\n");
        }
    }

    @Test
    void whoWaitsIsToldForWhat() throws Exception {
        try (JavaProcess process = JavaProcess.start(
                "slow",
                Slow.class.getName(),
                System.getProperty("java.class.path"),
                List.of("-Xmx32m"),
                List.of(directory.resolve("go")),
                directory)) {
            process.awaitOut("^works$");
            CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> {
                try {
                    return process.end();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Patience.until(
                    "it is told",
                    () -> process.err().contains("portolan: still stopping: a file comes; at most"),
                    process::err);
            Files.createFile(directory.resolve("go"));

            assertThat(end.get()).isZero();
        }
    }

    /** It ends when a file is there. */
    static final class Slow {
        private Slow() {}

        public static void main(String[] words) throws Exception {
            try (Stop stop = Stop.onInterrupt()) {
                System.out.println("works");
                while (!stop.await(Duration.ofSeconds(1))) {
                    // Works.
                }
                stop.waitsFor("a file comes");
                while (Files.notExists(Path.of(words[0]))) {
                    Thread.sleep(20);
                }
            }
            System.exit(0);
        }
    }

    /** A command that works until the signal comes, and tells what it came to, all before the JVM shuts down. */
    static final class Stopped {
        private Stopped() {}

        public static void main(String[] words) throws Exception {
            // As Flink's, which take from a job what it needs for its savepoint.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hooks run")));
            try (Stop stop = Stop.onInterrupt()) {
                System.out.println("works");
                while (!stop.await(Duration.ofSeconds(1))) {
                    // Works.
                }
                System.out.println("put away");
            }
            // Time is the fault here: whoever halts the process when all is put away cuts this off.
            Thread.sleep(200);
            System.out.println("told");
            System.exit(Integer.parseInt(words[0]));
        }
    }
}
