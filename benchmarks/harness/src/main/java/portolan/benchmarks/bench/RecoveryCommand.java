// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.measure.ProcessorTime;
import portolan.benchmarks.measure.Samples;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.report.Run;
import portolan.benchmarks.report.Trace;
import portolan.peers.SubjectSettings;

/** What happens after a kill, and how a burst is taken. */
@Command(
        name = "recovery",
        description = "How long is the gap after kill -9, and how long does a ship's burst of bills take?")
final class RecoveryCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;
    private static final int BURST = 15_000;
    private static final long OTHER_NUMBERS = 100_000_000;
    private static final long SETTLING_MILLIS = 60_000;
    private static final double LONGEST_SECONDS = 600;
    private static final long SENT_MILLIS = 300;
    private static final long GONE_MILLIS = 5;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "1000",
            description = "filings/s during the loss (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--before",
            paramLabel = "S",
            description = "seconds of load before the kill (default: 25; quick: 15)")
    private @Nullable Double before;

    @Option(
            names = "--after",
            paramLabel = "S",
            description = "seconds of load after it, for the backlog to go (default: 120; quick: 40)")
    private @Nullable Double after;

    @Option(
            names = "--lost",
            paramLabel = "WHAT",
            description =
                    "what is killed: the engine's process, or a working one of two task managers; both work from two"
                            + " tasks per stage on"
                            + " (${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE})")
    private Loss loss = Loss.PROCESS;

    @Override
    public Integer call() throws Exception {
        OptionRange.above("--rate", 0, rate);
        OptionRange.above("--before", 0, secondsBefore());
        OptionRange.above("--after", 0, secondsAfter());
        Finding finding = new Finding(loss.result(), options);
        Subject engine = loss.subject();
        try (Rig rig = Rig.start()) {
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                SubjectSettings told = rig.options(options.parallelism(engine));
                Path logs = options.out()
                        .resolve(loss.result() + "-engine-" + repetition)
                        .toAbsolutePath();
                FeedPlan plan = options.plan();
                try (LoadedSubject loaded =
                        LoadedSubject.start(rig, engine, told, plan, options.introduced(plan), logs)) {
                    loaded.pace(rate, options.warmup());
                    finding.add(engine.name(), Map.of(), repetition, burst(rig, loaded));
                    finding.add(
                            engine.name(), Map.of(), repetition, kill(rig, loaded, engine, told, finding, repetition));
                } catch (IllegalStateException | UncheckedIOException failed) {
                    finding.failed(engine.name(), Map.of(), repetition, failed);
                }
            }
            finding.write(rig);
        }
        return finding.exitCode();
    }

    /** All bills of one ship at once, from a second sender, whose numbers nobody else has. */
    private Map<String, Double> burst(Rig rig, LoadedSubject loaded) throws InterruptedException {
        FeedPlan ship = options.plan().onOneVoyage();
        long already = loaded.assessedRecords();
        try (Child sender = rig.burstSender(ship, OTHER_NUMBERS)) {
            // From here on it is a process like the others: its start is nobody else's work.
            ProcessorTime used = rig.processorTime();
            long start = System.nanoTime();
            Orders.Sent sent = Orders.fill(sender, BURST);
            while (loaded.assessedRecords() < already + BURST) {
                if (secondsSince(start) > LONGEST_SECONDS || !loaded.subject().isAlive()) {
                    throw new IllegalStateException("the burst is not assessed: alive="
                            + loaded.subject().isAlive() + ", assessed=" + (loaded.assessedRecords() - already));
                }
                Thread.sleep(5);
            }
            double seconds = System.currentTimeMillis() / 1e3 - sent.lastMicros() / 1e6;
            double foreign = rig.processorTime().since(used).foreignSeconds() / secondsSince(start);
            return Map.of("burst", Math.max(0, seconds), Run.FOREIGN, foreign);
        }
    }

    private Map<String, Double> kill(
            Rig rig, LoadedSubject loaded, Subject engine, SubjectSettings told, Finding finding, int repetition)
            throws InterruptedException {
        Samples assessed = new Samples();
        Samples backlog = new Samples();
        long start = System.nanoTime();
        Orders.pace(loaded.sender(), rate, secondsBefore() + secondsAfter());
        watch(loaded, start, secondsBefore(), assessed, backlog);
        // The receiver counts once a second, so that a single reading is anything from none to a second's filings.
        double usual = backlog.median();
        ProcessHandle victim = loss.victim(loaded);
        double killed = secondsSince(start);
        long killedMillis = System.currentTimeMillis();
        kill(victim);
        // What it had sent may still be on its way into the log: it is no work of the one that follows.
        Thread.sleep(SENT_MILLIS);
        double count = (double) loaded.assessedRecords();
        try (Child again = loss.follow(rig, engine, told, loaded)) {
            watch(loaded, start, secondsBefore() + secondsAfter(), assessed, backlog);
            Orders.Sent sent = Orders.await(loaded.sender(), Duration.ofMinutes(10));
            while (loaded.unanswered() > 0 && again.isAlive() && secondsSince(start) < LONGEST_SECONDS) {
                watch(loaded, start, secondsSince(start) + 1, assessed, backlog);
            }
            long[] seen = settled(loaded, sent.filings() + BURST);
            // Once the load has ended nothing more comes: that is no backlog worked off beside it.
            double loadEnds = secondsBefore() + secondsAfter();
            double gone = backlog.firstBetween(killed + 1, loadEnds, Math.max(usual, rate * 2));
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.putAll(loss.figures(loaded, killedMillis));
            figures.put("first", assessed.reached(count + 1) - killed);
            figures.put("gone", gone - killed);
            figures.put("lost", (double) sent.filings() + BURST - seen[1]);
            figures.put("twice", (double) seen[0] - seen[1]);
            finding.add(
                    new Trace("Backlog around the kill", "repetition " + repetition, "filings", backlog.readings()));
            return figures;
        }
    }

    private double secondsBefore() {
        return before != null ? before : options.quick() ? 15 : 25;
    }

    private double secondsAfter() {
        return after != null ? after : options.quick() ? 40 : 120;
    }

    /** Returns when it is gone: eight gigabytes take the kernel a moment. */
    private static void kill(ProcessHandle victim) throws InterruptedException {
        victim.destroyForcibly();
        while (victim.isAlive()) {
            Thread.sleep(GONE_MILLIS);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Records and distinct filings that were received, once all of them are there or long enough was waited. */
    private static long[] settled(LoadedSubject loaded, long filings) throws InterruptedException {
        long deadline = System.currentTimeMillis() + SETTLING_MILLIS;
        long[] seen;
        do {
            Thread.sleep(LOOK_MILLIS);
            String[] words = loaded.seen().split(" ", -1);
            seen = new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
        } while (seen[1] < filings && System.currentTimeMillis() < deadline);
        return seen;
    }

    private static void watch(LoadedSubject loaded, long start, double until, Samples assessed, Samples backlog)
            throws InterruptedException {
        double now = secondsSince(start);
        while (now < until) {
            assessed.add(now, (double) loaded.assessedRecords());
            backlog.add(now, (double) loaded.unanswered());
            Thread.sleep(LOOK_MILLIS);
            now = secondsSince(start);
        }
    }
}
