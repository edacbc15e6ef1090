// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.measure.Bisection;
import portolan.benchmarks.report.Run;
import portolan.benchmarks.report.View;
import portolan.local.BadInput;
import portolan.peers.SubjectSettings;

/** Latency under an open load, at shares of what the engine sustains. */
@Command(
        name = "latency",
        subcommands = {CheckpointCommand.class, SoakCommand.class},
        description =
                "How long from a filing's intended send time to its assessment, at 10 to 90 %% of the sustained rate?")
final class LatencyCommand implements Callable<Integer> {
    private static final List<Integer> SHARES = List.of(10, 30, 50, 70, 90);
    private static final List<Integer> QUICK_SHARES = List.of(10, 50, 90);
    private static final int QUICK_SUBJECTS = 2;
    private static final int QUICK_STEPS = 2;
    private static final int STEPS = 5;
    private static final int LEAST_SHARE = 400;
    private static final int CONFIRM_PROBES = 5;
    private static final String ARRIVAL = "arrival";
    private static final String ORDERED = "ordered";
    static final List<String> NOT_MEASURED = List.of(
            "Clocks of several machines: all processes read one.",
            "The time that a filing takes to the broker over a network.",
            "Loads that come in bursts; bench recovery has one.");

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--objective",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "p99 up to which a rate counts as sustained (default: ${DEFAULT-VALUE} ms)")
    private double objective;

    @Option(
            names = "--sustained",
            paramLabel = "RATE",
            description = "filings/s that the first subject sustains (default: a search)")
    private @Nullable Double sustained;

    @Option(
            names = "--most",
            paramLabel = "RATE",
            defaultValue = "120000",
            description = "filings/s at which the search ends; it begins at 1/400 of it (default: ${DEFAULT-VALUE})")
    private double most;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = ARRIVAL,
            description = "the engine's mode: arrival or ordered (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private String mode;

    @Override
    public Integer call() throws Exception {
        OptionRange.above("--objective", 0, objective);
        OptionRange.above("--most", 0, most);
        if (sustained != null) {
            OptionRange.above("--sustained", 0, sustained);
        }
        OptionRange.among("--mode", List.of(ARRIVAL, ORDERED), mode);
        Finding finding = new Finding(
                "latency",
                "How long from a filing's intended send time until a consumer has its assessment, at shares of the"
                        + " sustained rate?",
                options);
        // The engine first: its load is the others', too.
        List<Subject> subjects = options.subjects(Stream.of("engine", "stateless", "pass-through", "exchange")
                .limit(options.quick() ? QUICK_SUBJECTS : Long.MAX_VALUE)
                .map(Subject::named)
                .toList());
        if (mode.equals(ORDERED) && subjects.stream().noneMatch(Subject::keepsOrder)) {
            throw new BadInput("--mode ordered is of the engine, which --subjects must name: subjects="
                    + subjects.stream().map(Subject::name).toList());
        }
        try (Rig rig = Rig.start()) {
            double rate = sustained != null ? sustained : search(rig, subjects.get(0), finding);
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                for (Subject subject : Subjects.inTurn(subjects, repetition)) {
                    try (LoadedSubject loaded = start(rig, subject, Integer.toString(repetition))) {
                        measure(loaded, subject, rate, repetition, finding);
                    } catch (IllegalStateException | UncheckedIOException failed) {
                        finding.failed(subject.name(), factors(mode, subject), repetition, failed);
                    }
                }
            }
            finding.write(rig, views(), method(), NOT_MEASURED);
        }
        return finding.exitCode();
    }

    private LoadedSubject start(Rig rig, Subject subject, String run) throws Exception {
        FeedPlan plan = options.plan();
        SubjectSettings told = told(rig.options(options.parallelism(subject)), mode, subject);
        Path logs =
                options.out().resolve("latency-" + subject.name() + '-' + run).toAbsolutePath();
        return LoadedSubject.start(rig, subject, told, plan, options.introduced(plan), logs);
    }

    /** With a subject of its own, as what a search leaves to be done could fall into what is measured after it. */
    private double search(Rig rig, Subject subject, Finding finding) throws Exception {
        try (LoadedSubject loaded = start(rig, subject, "search")) {
            return search(loaded, subject, finding);
        }
    }

    private double search(LoadedSubject loaded, Subject subject, Finding finding) throws InterruptedException {
        double least = most / LEAST_SHARE;
        loaded.pace(least, options.warmup());
        double found = new Bisection(options.quick() ? QUICK_STEPS : STEPS).search(least, most, rate -> {
            Map<String, Double> figures = loaded.pace(rate, options.seconds());
            finding.add(subject.name(), factors(subject, "probe at", Long.toString(Math.round(rate))), 1, figures);
            return LoadedSubject.sustained(figures, objective);
        });
        double confirmed = Bisection.confirmed(found, least, rate -> {
            Map<String, Double> figures = loaded.pace(rate, confirmSeconds());
            finding.add(subject.name(), factors(subject, "held at", Long.toString(Math.round(rate))), 1, figures);
            return LoadedSubject.sustained(figures, objective);
        });
        if (confirmed == 0) {
            throw new IllegalStateException(
                    "no rate is sustained; give a larger --objective, or begin lower with a smaller"
                            + " --most: lowest=" + least + ", objective=" + objective + " ms");
        }
        finding.add(subject.name(), factors(mode, subject), 1, Map.of("sustained", confirmed));
        return confirmed;
    }

    private void measure(LoadedSubject loaded, Subject subject, double sustainedRate, int repetition, Finding finding)
            throws InterruptedException {
        loaded.pace(sustainedRate / 2, options.warmup());
        for (int share : options.quick() ? QUICK_SHARES : SHARES) {
            double rate = sustainedRate * share / 100;
            Map<String, String> factors = factors(subject, "load %", Integer.toString(share));
            try {
                finding.add(subject.name(), factors, repetition, loaded.pace(rate, options.seconds()));
            } catch (IllegalStateException | UncheckedIOException failed) {
                // Further loads would begin with what this one left behind.
                finding.failed(subject.name(), factors, repetition, failed);
                return;
            }
        }
    }

    /** A probe may fall between the stops that come once in a while; a quick run has no time to see them. */
    private double confirmSeconds() {
        return options.quick() ? options.seconds() : CONFIRM_PROBES * options.seconds();
    }

    /** Who keeps no order would not know the word. */
    static SubjectSettings told(SubjectSettings usual, String mode, Subject subject) {
        SubjectSettings told = usual.with("flush-every", 0);
        return subject.keepsOrder() ? told.with("mode", mode) : told;
    }

    /** What is usual is not named, so that results of before can be compared still. */
    static Map<String, String> factors(String mode, Subject subject) {
        return subject.keepsOrder() && !mode.equals(ARRIVAL) ? Map.of("mode", mode) : Map.of();
    }

    private Map<String, String> factors(Subject subject, String name, String value) {
        Map<String, String> factors = new LinkedHashMap<>(factors(mode, subject));
        factors.put(name, value);
        return factors;
    }

    static List<View> views() {
        List<View> views = new ArrayList<>();
        views.add(new View("Sustained rate", "sustained", "filings/s", "", false));
        for (String percentile : List.of("p50", "p90", "p99", "p99.9", "max")) {
            views.add(new View("Received, " + percentile, percentile, "ms", "load %", true));
        }
        views.add(new View("Appended by the broker, p50", "append p50", "ms", "load %", true));
        views.add(new View("Appended by the broker, p99", "append p99", "ms", "load %", true));
        views.add(new View("Backlog growth, as a share of the rate", "slope", "", "", false));
        views.add(new View("Sender behind schedule at most", "sender late", "ms", "", false));
        views.add(new View("CPU, subject", "cpu", "µs/filing", "", false));
        views.add(new View("CPU of other processes", Run.FOREIGN, "cores", "", false));
        return views;
    }

    private List<String> method() {
        List<String> method = new ArrayList<>();
        if (mode.equals(ORDERED)) {
            method.add(
                    "The engine handles filings in their one order, so each waits for the next watermark. The last of a"
                            + " level wait until their partitions count as silent, two seconds: the latest filing of each level"
                            + " is such a one. All other subjects take what comes.");
        }
        method.addAll(List.of(
                "Open loop: filing number i is due at the start plus i by the rate, carries that time, and none is left"
                        + " out because an earlier one was late. Latency counts from that time, whatever the sender did.",
                "Received is in the hand of a consumer in a process of its own, to the microsecond; appended is the"
                        + " broker's time stamp on the assessment, to the millisecond.",
                howSustained(),
                "Each level lasts " + options.seconds()
                        + " s after 3 s that do not count, and is counted until the last filing has its assessment, on memories that were filled"
                        + " with one filing of each shipper that is introduced; checkpoints every 10 s.",
                "The limits get the load of the engine, so that latencies of one row of the chart are of one rate.",
                "A histogram a second is in the .hlog files; percentiles are of their sum, never means of percentiles.",
                "Repetitions: " + options.runs()
                        + ", medians, least and most, each with a subject, a sender and a receiver"
                        + " of its own, beside one broker."));
        return method;
    }

    private String howSustained() {
        return sustained != null
                ? String.format(Locale.ROOT, "Loads are shares of %.0f filings a second, which was given.", sustained)
                : String.format(
                        Locale.ROOT,
                        "A rate is sustained when the backlog grows by at most 1 %% of it and p99 is at most %.0f ms;"
                                + " probes of %.0f s, doubled until one fails, then bisected by ratio. What is found"
                                + " must then hold for %.0f s, or it is nine tenths of it, until one holds. The search"
                                + " is made once, with a subject of its own.",
                        objective,
                        options.seconds(),
                        confirmSeconds());
    }
}
