// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report on worlds as a page of Markdown; beside a former one each figure stands as before → after. */
public final class WorldsPage {
    /** Its usual name, beside {@link WorldsReport#FILE}. */
    public static final String FILE = "worlds.md";

    /** Rules of each world. */
    private static final int MOST_RULES = 10;

    private final WorldsReport report;
    private final @Nullable WorldsComparison comparison;
    private final StringBuilder page = new StringBuilder();

    private WorldsPage(WorldsReport report, @Nullable WorldsComparison comparison) {
        this.report = report;
        this.comparison = comparison;
    }

    /**
     * The page.
     *
     * @param comparison with a former report; null for none
     */
    public static String markdown(WorldsReport report, @Nullable WorldsComparison comparison) {
        WorldsPage of = new WorldsPage(report, comparison);
        of.lines("# Worlds", "", "What does the engine find where its rules were not made?", "");
        of.worlds();
        of.page.append(WorldTrialsPage.byQuarter(report));
        of.schemes();
        of.rules();
        of.notes();
        return of.page.toString();
    }

    private void worlds() {
        boolean learns = learns();
        boolean isPrimed = isPrimed();
        line("|world|artefact|P@1 %|share at 5 %|AUC|told ÷ observed|worst band|P@1 %, fitted|share, fitted|"
                + "share, fitted elsewhere|" + (learns ? "finds|learned after|half|" : "")
                + (isPrimed ? "with prior|prior, learned|" : ""));
        line("|---|---|" + "--:|".repeat((learns ? 11 : 8) + (isPrimed ? 2 : 0)));
        for (String world : report.worlds()) {
            for (String artefact : report.artefacts(world)) {
                List<WorldFigures> now = report.feeds(world, artefact);
                List<WorldFigures> then = comparison == null ? List.of() : comparison.before(world, artefact);
                List<String> cells = new ArrayList<>(List.of(world, artefact.isEmpty() ? "none" : artefact));
                WorldsComparison.FIGURES
                        .values()
                        .forEach(figure -> cells.add(
                                pair(written(then).mean(figure), written(now).mean(figure))));
                cells.add(pair(
                        written(then).told().overstated(), written(now).told().overstated()));
                cells.add(pair(
                        written(then).told().furthest(), written(now).told().furthest()));
                cells.add(pair(
                        fitted(then, world).mean(WorldFigures.Found::precisionAt1),
                        fitted(now, world).mean(WorldFigures.Found::precisionAt1)));
                cells.add(pair(
                        fitted(then, world).mean(WorldFigures.Found::shareAt5),
                        fitted(now, world).mean(WorldFigures.Found::shareAt5)));
                cells.add(shares(now, WorldFigures::fitted, found -> found, world));
                if (learns) {
                    cells.add(number(
                            now.stream().mapToInt(WorldFigures::finds).average().orElse(0)));
                    cells.add(shares(now, WorldFigures::learned, WorldFigures.Learned::whole, ""));
                    cells.add(shares(now, WorldFigures::learned, WorldFigures.Learned::half, ""));
                }
                if (isPrimed) {
                    cells.add(shares(now, WorldFigures::primed, WorldFigures.Primed::before, ""));
                    cells.add(shares(now, WorldFigures::primed, WorldFigures.Primed::after, ""));
                }
                line("|" + String.join("|", cells) + "|");
            }
        }
        line("");
    }

    /** What was found by whose weights, one world's left out. */
    private static <T> String shares(
            List<WorldFigures> feeds,
            Function<WorldFigures, Map<String, T>> of,
            Function<T, WorldFigures.Found> found,
            String without) {
        Set<String> others = new LinkedHashSet<>();
        feeds.forEach(feed -> others.addAll(of.apply(feed).keySet()));
        others.remove(without);
        List<String> cells = new ArrayList<>();
        for (String other : others) {
            cells.add(other + ":" + number(by(feeds, of, found, other).mean(WorldFigures.Found::shareAt5)));
        }
        return cells.isEmpty() ? "-" : String.join(",", cells);
    }

    private boolean learns() {
        return report.feeds().stream().anyMatch(feed -> !feed.learned().isEmpty());
    }

    private boolean isPrimed() {
        return report.feeds().stream().anyMatch(feed -> !feed.primed().isEmpty());
    }

    private void schemes() {
        lines("Share of each scheme in the riskiest 5 %, without artefacts:", "");
        lines("|world|scheme|offences|written|fitted|", "|---|---|--:|--:|--:|");
        for (String world : report.worlds()) {
            List<WorldFigures> now = report.feeds(world, "");
            Map<String, WorldFigures.Scheme> then = written(
                            comparison == null ? List.of() : comparison.before(world, ""))
                    .schemes();
            Map<String, WorldFigures.Scheme> fitted = fitted(now, world).schemes();
            written(now)
                    .schemes()
                    .forEach((scheme, of) -> line("|" + world + "|" + scheme + "|" + of.offences() + "|"
                            + pair(share(then.get(scheme)), share(of)) + "|" + number(share(fitted.get(scheme)))
                            + "|"));
        }
        line("");
    }

    private static double share(WorldFigures.@Nullable Scheme of) {
        return of == null ? Double.NaN : (double) of.found() / of.offences();
    }

    private void rules() {
        lines("Rules behind most clean consignments there:", "");
        lines("|world|rule|fires on|precision|mean bits|share of the 5 %|", "|---|---|--:|--:|--:|--:|");
        for (String world : report.worlds()) {
            List<WorldFigures> feeds = report.feeds(world, "");
            int judged = feeds.stream().mapToInt(WorldFigures::judged).sum();
            Map<String, WorldFigures.RuleUse> then =
                    rules(comparison == null ? List.of() : comparison.before(world, ""));
            rules(feeds).values().stream()
                    .sorted(Comparator.comparingInt(WorldFigures.RuleUse::misleads)
                            .reversed()
                            .thenComparing(WorldFigures.RuleUse::rule))
                    .limit(MOST_RULES)
                    .forEach(rule -> {
                        WorldFigures.RuleUse was = then.get(rule.rule());
                        line("|" + world + "|" + rule.rule() + "|" + percent(rule.fired(), judged) + "|"
                                + percent(rule.offences(), rule.fired()) + "|"
                                + String.format(Locale.ROOT, "%.1f", rule.bits())
                                + "|" + (was == null ? "" : percent(20 * was.misleads(), judged) + "→")
                                + percent(20 * rule.misleads(), judged) + "|");
                    });
        }
        line("");
    }

    /** Rules of several feeds, added up. */
    private static Map<String, WorldFigures.RuleUse> rules(List<WorldFigures> feeds) {
        Map<String, WorldFigures.RuleUse> all = new HashMap<>();
        for (WorldFigures feed : feeds) {
            for (WorldFigures.RuleUse use : feed.rules()) {
                all.merge(
                        use.rule(),
                        use,
                        (one, other) -> new WorldFigures.RuleUse(
                                one.rule(),
                                one.fired() + other.fired(),
                                one.offences() + other.offences(),
                                (one.bits() * one.fired() + other.bits() * other.fired())
                                        / (one.fired() + other.fired()),
                                one.misleads() + other.misleads()));
            }
        }
        return new TreeMap<>(all);
    }

    private void notes() {
        lines(
                "- Judged: the last assessment of what was first filed in the last quarter and not withdrawn. Means over"
                        + " seeds "
                        + report.feeds().stream()
                                .map(WorldFigures::seed)
                                .distinct()
                                .toList() + ".",
                "- Told: the highest threat's probability above 2 %; worst band: the furthest off. Fitted: by the truth of the"
                        + " next seed; elsewhere: of the named world.",
                "- Command: `" + report.command() + "`",
                "- Engine " + report.engine() + ", rule set " + report.ruleSet() + ", reference " + report.reference()
                        + ", about " + report.filings() + " filings a feed.");
        if (learns()) {
            line(
                    "- Learned: finds told before the last quarter; what fits find that begin with the named world's weights (its"
                            + " own: as written), in force every four weeks; half: by turns with the ranking without them.");
        }
        if (isPrimed()) {
            line("- Prior: curves fitted to what those weights leave.");
        }
        report.notes().forEach(note -> line("- Left out: " + note));
    }

    private static SeedsTogether written(List<WorldFigures> feeds) {
        return new SeedsTogether(feeds.stream().map(WorldFigures::written).toList());
    }

    private static SeedsTogether fitted(List<WorldFigures> feeds, String by) {
        return by(feeds, WorldFigures::fitted, found -> found, by);
    }

    private static <T> SeedsTogether by(
            List<WorldFigures> feeds,
            Function<WorldFigures, Map<String, T>> of,
            Function<T, WorldFigures.Found> found,
            String by) {
        return new SeedsTogether(feeds.stream()
                .map(feed -> of.apply(feed).get(by))
                .filter(Objects::nonNull)
                .map(found)
                .toList());
    }

    private String pair(double before, double after) {
        return comparison == null ? number(after) : number(before) + "→" + number(after);
    }

    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
    }

    private static String percent(int part, int all) {
        return String.format(Locale.ROOT, "%.1f", 100.0 * part / all);
    }

    private void lines(String... lines) {
        for (String each : lines) {
            line(each);
        }
    }

    private void line(String line) {
        page.append(line).append('\n');
    }
}
