package portolan.benchmarks.bench;

import java.nio.file.Path;
import java.util.ArrayList;
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
import portolan.benchmarks.report.Page;
import portolan.benchmarks.report.View;

/** What becomes of memory and latency at one rate, for as long as one waits. */
@Command(name = "soak", description = "Do the heap and the latency stay as they are at one rate, minute after minute?")
final class SoakCommand implements Callable<Integer> {
    private static final String WINDOW = "window";

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "1000",
            description = "filings a second (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--windows",
            paramLabel = "N",
            description = "so many, each as long as --seconds says (default: 60; quick: 6)")
    private @Nullable Integer windows;

    @Override
    public Integer call() throws Exception {
        FeedPlan plan = options.plan();
        Finding finding = new Finding(
                "soak", "Do the heap and the latency stay as they are at " + rate + " filings a second?", options);
        int most = windows != null ? windows : options.quick() ? 6 : 60;
        try (Rig rig = Rig.start()) {
            for (Subject subject : options.subjects(List.of(Subject.named("engine")))) {
                Path logs = options.out().resolve("soak-" + subject.name()).toAbsolutePath();
                try (LoadedSubject loaded = LoadedSubject.start(
                        rig,
                        subject,
                        rig.options(options.parallelism(subject)),
                        plan,
                        options.introduced(plan),
                        logs)) {
                    loaded.pace(rate, options.warmup());
                    for (int window = 1; window <= most; window++) {
                        Map<String, Double> figures = new LinkedHashMap<>(loaded.pace(rate, options.seconds()));
                        ProcessMemory memory = ProcessMemory.of(loaded.subject().pid());
                        figures.put("heap", memory.liveHeap());
                        figures.put("resident", memory.resident());
                        finding.add(subject.name(), Map.of(WINDOW, Integer.toString(window)), 1, figures);
                    }
                }
            }
            finding.write(rig, views(), method(), notMeasured());
        }
        return finding.exitCode();
    }

    private static List<View> views() {
        return List.of(
                new View("Live heap after each window", "heap", "MiB", WINDOW, true),
                new View("Resident memory of the process then", "resident", "MiB", WINDOW, true),
                new View("Received, p50", "p50", "ms", WINDOW, true),
                new View("Received, p99", "p99", "ms", WINDOW, true),
                new View("Received, max", "max", "ms", WINDOW, true),
                new View("Processor seconds a million filings, the subject alone", "cpu", "s", WINDOW, true),
                new View("Cores that others used meanwhile", Page.FOREIGN, "cores", "", false));
    }

    private List<String> method() {
        return List.of(
                "Open loop at one rate, in windows of " + options.seconds()
                        + " s after 3 s that do not count; latency from the intended time to a consumer in a process of"
                        + " its own.",
                "Between two windows, when nothing is left to do, a full collection is asked for, and what it leaves is"
                        + " the live heap: the windows hold no full collection but such as the JVM makes by itself.",
                "Memories hold one filing of each shipper that is introduced when the first window begins.");
    }

    private static List<String> notMeasured() {
        List<String> notMeasured = new ArrayList<>(LatencyCommand.NOT_MEASURED);
        notMeasured.add("Pauses of full collections, since one is asked for before any is due.");
        notMeasured.add("Memory outside of the heap apart: RocksDB's is within the resident memory.");
        return notMeasured;
    }
}
