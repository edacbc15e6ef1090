// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.bench.CatchUpSeries.Step;
import portolan.benchmarks.feed.FeedPlan;

/** One factor at a time around the centre. */
@Command(
        name = "scale",
        subcommands = RuleCountCommand.class,
        description = "What do shippers, skew, a hot shipper, parallelism, order and delivery do to throughput?")
final class ScaleCommand implements Callable<Integer> {
    private static final String FACTORS = "shippers,zipf,hot,parallelism,mode,delivery";

    /** Only when asked for: memories of few shippers find room in a tenth as well. */
    private static final String CACHE = "cache";

    private static final int CACHE_PART = 10;
    private static final double HOT = 0.3;
    private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--factors",
            split = ",",
            paramLabel = "NAME",
            defaultValue = FACTORS,
            description =
                    "factors to change, one at a time; also cache: a tenth of the cache (default: ${DEFAULT-VALUE})")
    private List<String> factors = List.of();

    @Option(names = "--most-shippers", paramLabel = "N", description = "omit larger steps (default: ${DEFAULT-VALUE})")
    private int mostShippers = 10_000_000;

    @Override
    public Integer call() throws Exception {
        List<String> known = List.of((FACTORS + ',' + CACHE).split(",", -1));
        factors.forEach(factor -> OptionRange.among("--factors", known, factor));
        // The centre is in the question, so they are asked before the finding asks them.
        options.check();
        FeedPlan centre = options.plan();
        Finding finding = new Finding("scale", options);
        try (Rig rig = Rig.start()) {
            CatchUpSeries series = new CatchUpSeries(rig, options, finding);
            List<Feed> feeds = feeds(centre);
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                for (Feed feed : Subjects.inTurn(feeds, repetition)) {
                    series.take(series.fill(feed.plan()), feed.steps(), repetition);
                }
            }
            finding.write(rig);
        }
        return finding.exitCode();
    }

    /**
     * What is measured on one topic.
     *
     * @param steps in their order
     */
    private record Feed(FeedPlan plan, List<Step> steps) {}

    private List<Feed> feeds(FeedPlan centre) {
        List<Feed> feeds = new ArrayList<>();
        feeds.add(new Feed(centre, atCentre()));
        for (FeedPlan plan : plans(centre)) {
            feeds.add(
                    new Feed(plan, List.of(new Step(Subject.named("engine"), differing(plan, centre), told -> told))));
        }
        return feeds;
    }

    /** What needs no other feed, with the limits. */
    private List<Step> atCentre() {
        Subject engine = Subject.named("engine");
        List<Step> steps = new ArrayList<>();
        Subjects.moving().forEach(subject -> steps.add(Step.atCentre(subject)));
        steps.add(Step.atCentre(engine));
        if (factors.contains("parallelism")) {
            for (int parallelism : PARALLELISMS) {
                if (parallelism != options.parallelism(engine)) {
                    Map<String, String> factor = Map.of("parallelism", Integer.toString(parallelism));
                    steps.add(new Step(engine, factor, told -> told.with("parallelism", parallelism)));
                }
            }
        }
        if (factors.contains("mode")) {
            steps.add(new Step(engine, Map.of("mode", "ordered"), told -> told.with("mode", "ordered")));
        }
        if (factors.contains("delivery")) {
            steps.add(new Step(
                    engine, Map.of("delivery", "exactly-once"), told -> told.with("delivery", "exactly-once")));
        }
        if (factors.contains(CACHE)) {
            steps.add(new Step(engine, Map.of(CACHE, "a tenth"), told -> told.with("cache-part", CACHE_PART)));
        }
        return steps;
    }

    private List<FeedPlan> plans(FeedPlan centre) {
        List<FeedPlan> plans = new ArrayList<>();
        if (factors.contains("shippers")) {
            int[] steps = options.quick() ? new int[] {100_000} : new int[] {10_000, 100_000, 1_000_000, 10_000_000};
            for (int shippers : steps) {
                if (shippers != centre.shippers() && shippers <= mostShippers) {
                    plans.add(centre.withShippers(shippers));
                }
            }
        }
        if (factors.contains("zipf")) {
            for (double zipf : options.quick() ? new double[] {1.0} : new double[] {0, 0.8, 1.0}) {
                if (zipf != centre.zipf()) {
                    plans.add(centre.withZipf(zipf));
                }
            }
        }
        if (factors.contains("hot")) {
            plans.add(centre.withHotShare(HOT));
        }
        return plans;
    }

    private static Map<String, String> differing(FeedPlan plan, FeedPlan centre) {
        if (plan.shippers() != centre.shippers()) {
            return Map.of("shippers", Integer.toString(plan.shippers()));
        }
        if (plan.zipf() != centre.zipf()) {
            return Map.of("zipf", Double.toString(plan.zipf()));
        }
        return Map.of("hot share", Double.toString(plan.hotShare()));
    }
}
