// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portolan.console.evaluate.WorldFigures;
import portolan.console.evaluate.WorldsReport;

/** The figures of the README, made of the results that are kept: what it quotes is what was measured last. */
public final class ReadmeFigures {
    private static final Run.Row HALF_LOAD = new Run.Row("engine", Map.of("load %", "50"));

    private ReadmeFigures() {}

    /** Rows of its table. */
    public static List<String> rows(Result latency, WorldsReport worlds) {
        String quantiles = Stream.of("p50", "p99", "p99.9")
                .map(figure ->
                        Objects.requireNonNull(latency.spreads(figure).get(HALF_LOAD), HALF_LOAD + " has no " + figure))
                .map(spread -> Numbers.text(spread.median()))
                .collect(Collectors.joining(", "));
        double sustained =
                latency.spreads("sustained").values().iterator().next().median();
        Map<String, String> facts = latency.environment().facts();
        String[] rules = worlds.ruleSet().split(" ", -1);
        return List.of(
                "| filings/s sustained, " + facts.get("cores") + " cores for engine, broker and clients | "
                        + Numbers.text(sustained) + " | commit "
                        + MarkdownPage.shortened(facts.getOrDefault("commit", "unknown")) + " |",
                "| latency at half of that rate: p50, p99, p99.9 | " + quantiles + " ms | the same |",
                "| share of all offences in the riskiest 5 %, by world | "
                        + shares(worlds, feed -> Stream.of(feed.written())) + " | rule set " + rules[0] + ' ' + rules[1]
                        + ", " + MarkdownPage.shortened(rules[2]) + " |",
                "| the same, with weights fitted to the other world alone | "
                        + shares(
                                worlds,
                                feed -> feed.fitted().entrySet().stream()
                                        .filter(by -> !by.getKey().equals(feed.world()))
                                        .map(Map.Entry::getValue))
                        + " | the same |",
                "| those, after own inspections, learned every four weeks | "
                        + shares(
                                worlds,
                                feed -> feed.learned().entrySet().stream()
                                        .filter(by -> !by.getKey().equals(feed.world()))
                                        .map(by -> by.getValue().whole()))
                        + " | the same |");
    }

    /** The mean of each world's feeds without artefacts. */
    private static String shares(WorldsReport worlds, Function<WorldFigures, Stream<WorldFigures.Found>> ranked) {
        return worlds.feeds().stream()
                .filter(feed -> feed.artefact().isEmpty())
                .collect(Collectors.groupingBy(
                        WorldFigures::world,
                        TreeMap::new,
                        Collectors.flatMapping(ranked, Collectors.averagingDouble(WorldFigures.Found::shareAt5))))
                .entrySet()
                .stream()
                .map(world -> String.format(Locale.ROOT, "%s %.0f %%", world.getKey(), 100 * world.getValue()))
                .collect(Collectors.joining(", "));
    }
}
