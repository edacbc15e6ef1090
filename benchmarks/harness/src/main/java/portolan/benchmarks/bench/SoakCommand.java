// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.measure.ProcessMemory;
import portolan.peers.SubjectSettings;

/** What becomes of memory and latency at one rate, for as long as one waits. */
@Command(name = "soak", description = "Do memory and latency stay flat at one rate, window after window?")
final class SoakCommand implements Callable<Integer> {
    private static final String WINDOW = "window";
    private static final String CACHE = "cache";
    private static final String ENGINE = "engine";
    private static final int WINDOWS = 60;
    private static final int QUICK_WINDOWS = 6;

    /** The live heap is asked for after the first window and after each of so many parts: more would be all pauses. */
    private static final int PARTS = 3;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "1000",
            description = "filings/s (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--windows", paramLabel = "N", description = "windows of --seconds each (default: 60; quick: 6)")
    private @Nullable Integer windows;

    @Option(
            names = "--cache-part",
            paramLabel = "N",
            description = "divides the engine's cache by N, so that it fills sooner (default: ${DEFAULT-VALUE})")
    private int cachePart = 1;

    @Override
    public Integer call() throws Exception {
        OptionRange.above("--rate", 0, rate);
        if (windows != null) {
            OptionRange.atLeast("--windows", 1, windows);
        }
        OptionRange.atLeast("--cache-part", 1, cachePart);
        options.refuse(Subject::isCluster, "the memory would be that of the client who submits the job");
        if (cachePart > 1) {
            options.refuse(subject -> !subject.name().equals(ENGINE), "--cache-part is of the engine's share alone");
        }
        Finding finding = new Finding("soak", options);
        List<Subject> subjects = options.subjects(List.of(Subject.named(ENGINE)));
        try (Rig rig = Rig.start()) {
            for (Subject subject : subjects) {
                soak(rig, subject, finding);
            }
            finding.write(rig);
        }
        return finding.exitCode();
    }

    private void soak(Rig rig, Subject subject, Finding finding) throws InterruptedException, IOException {
        FeedPlan plan = options.plan();
        Path logs = options.out().resolve("soak-" + subject.name()).toAbsolutePath();
        SubjectSettings told =
                rig.options(options.parallelism(subject)).with("flush-every", 0).with("cache-part", cachePart);
        int last = windows != null ? windows : options.quick() ? QUICK_WINDOWS : WINDOWS;
        try (LoadedSubject loaded = LoadedSubject.start(rig, subject, told, plan, options.introduced(plan), logs)) {
            loaded.pace(rate, options.warmup());
            long pid = loaded.subject().pid();
            for (int window = 1; window <= last; window++) {
                Map<String, String> factors = factors(window);
                try {
                    Map<String, Double> figures = new LinkedHashMap<>(loaded.pace(rate, options.seconds()));
                    figures.put("resident", ProcessMemory.resident(pid));
                    if (asksForHeap(window, last)) {
                        figures.put("heap", ProcessMemory.liveHeap(pid));
                    }
                    finding.add(subject.name(), factors, 1, figures);
                } catch (IllegalStateException | UncheckedIOException failed) {
                    // What it was until then is what one wants to know.
                    finding.failed(subject.name(), factors, 1, failed);
                    return;
                }
            }
        }
    }

    private Map<String, String> factors(int window) {
        Map<String, String> factors = new LinkedHashMap<>();
        factors.put(WINDOW, Integer.toString(window));
        if (cachePart > 1) {
            factors.put(CACHE, "1/" + cachePart);
        }
        return factors;
    }

    /** Whether the live heap is asked for after this window: the first, the last, and where a part ends. */
    static boolean asksForHeap(int window, int last) {
        return window == 1 || window * PARTS / last != (window - 1) * PARTS / last;
    }
}
