// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.feed.FeedPlan;
import portolan.peers.SubjectSettings;

/** Latency by how often a checkpoint is taken. */
@Command(name = "checkpoint", description = "What do checkpoints every 1, 10 and 60 s do to latency?")
final class CheckpointCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "500",
            description = "filings/s (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--intervals",
            paramLabel = "S",
            split = ",",
            description = "checkpoint intervals in seconds (default: 1,10,60; quick: 1,10)")
    private List<Double> intervals = List.of();

    @Option(
            names = "--delivery",
            paramLabel = "HOW",
            description = "at-least-once or exactly-once (default: ${DEFAULT-VALUE})")
    private String delivery = "at-least-once";

    @Override
    public Integer call() throws Exception {
        OptionRange.above("--rate", 0, rate);
        intervals.forEach(interval -> OptionRange.above("--intervals", 0, interval));
        OptionRange.among("--delivery", List.of("at-least-once", "exactly-once"), delivery);
        Finding finding = new Finding("checkpoint", options);
        FeedPlan plan = options.plan();
        List<Subject> subjects = options.subjects(List.of(Subject.named("pass-through"), Subject.named("engine")));
        try (Rig rig = Rig.start()) {
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                for (Subject subject : Subjects.inTurn(subjects, repetition)) {
                    for (double interval : Subjects.inTurn(intervals(), repetition)) {
                        Map<String, String> factors = Map.of("interval s", inSeconds(interval));
                        SubjectSettings told = rig.options(options.parallelism(subject))
                                .with("flush-every", 0)
                                .with("checkpoint-interval", Duration.ofMillis(Math.round(interval * 1_000)))
                                .with("delivery", delivery);
                        Path logs = options.out()
                                .resolve("checkpoint-" + subject.name() + '-' + inSeconds(interval) + '-' + repetition)
                                .toAbsolutePath();
                        try (LoadedSubject loaded =
                                LoadedSubject.start(rig, subject, told, plan, options.introduced(plan), logs)) {
                            loaded.pace(rate, options.warmup());
                            finding.add(subject.name(), factors, repetition, loaded.pace(rate, options.seconds()));
                        } catch (IllegalStateException | UncheckedIOException failed) {
                            finding.failed(subject.name(), factors, repetition, failed);
                        }
                    }
                }
            }
            finding.write(rig);
        }
        return finding.exitCode();
    }

    private static String inSeconds(double interval) {
        return interval == Math.rint(interval) ? Long.toString((long) interval) : Double.toString(interval);
    }

    private List<Double> intervals() {
        // A quick window is shorter than a minute by far.
        return !intervals.isEmpty() ? intervals : options.quick() ? List.of(1.0, 10.0) : List.of(1.0, 10.0, 60.0);
    }
}
