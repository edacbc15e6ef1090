// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Does faults one after another, on one bench as long as it stands, and writes what came of each. */
final class FaultRun implements AutoCloseable {
    private final Path directory;
    private final Path results;
    private final Duration saidWithin;
    private int benches;
    private @Nullable Bench shared;

    /**
     * Faults to be done.
     *
     * @param directory where the processes keep their files
     * @param results where what came of each is written
     * @param saidWithin how soon after a fault the terminal must speak of it
     */
    FaultRun(Path directory, Path results, Duration saidWithin) {
        this.directory = directory;
        this.results = results;
        this.saidWithin = saidWithin;
    }

    /** The bench that faults share. */
    Bench bench() throws Exception {
        if (shared == null) {
            shared = Bench.open(newDirectory(), 37, saidWithin, plan -> plan);
        }
        return shared;
    }

    void run(Fault fault) throws Exception {
        Properties result = new Properties();
        result.setProperty("outcome", "failed");
        long began = System.nanoTime();
        try {
            if (fault.needsABenchOfItsOwn()) {
                try (Bench bench = Bench.open(newDirectory(), fault.title().hashCode(), saidWithin, fault.run())) {
                    run(fault, bench, result);
                }
            } else {
                run(fault, bench(), result);
            }
            result.setProperty("outcome", "passed");
        } catch (Exception | AssertionError e) {
            result.setProperty(
                    "fault", String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            // What a fault has broken tells nothing of the next one.
            close();
            throw e;
        } finally {
            result.setProperty("seconds", String.valueOf((System.nanoTime() - began) / 1_000_000_000));
            write(fault, result);
        }
    }

    private static void run(Fault fault, Bench bench, Properties result) throws Exception {
        bench.begin();
        try {
            fault.trial().on(bench);
            bench.settle();
        } finally {
            result.putAll(bench.found());
        }
    }

    private Path newDirectory() {
        return directory.resolve("bench-" + ++benches);
    }

    private void write(Fault fault, Properties result) throws IOException {
        try (Writer file =
                Files.newBufferedWriter(Files.createDirectories(results).resolve(fault.name() + ".properties"))) {
            result.store(file, null);
        }
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }
}
