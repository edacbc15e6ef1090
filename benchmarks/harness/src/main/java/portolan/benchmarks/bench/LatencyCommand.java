// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.measure.Bisection;
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
            description = "the engine's mode: arrival or ordered (default: ${DEFAULT-VALUE})")
    private String mode = ARRIVAL;

    @Override
    public Integer call() throws Exception {
        OptionRange.above("--objective", 0, objective);
        OptionRange.above("--most", 0, most);
        if (sustained != null) {
            OptionRange.above("--sustained", 0, sustained);
        }
        OptionRange.among("--mode", List.of(ARRIVAL, ORDERED), mode);
        Finding finding = new Finding("latency", options);
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
            finding.write(rig);
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
}
