// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What learning finds by quarter, and where other things are told, as tables of means over seeds. */
public final class WorldTrialsPage {
    private final WorldsReport report;
    private final StringBuilder page = new StringBuilder();

    private WorldTrialsPage(WorldsReport report) {
        this.report = report;
    }

    /** A page of its own on all but quarters and finds. */
    public static String markdown(WorldsReport report) {
        WorldTrialsPage of = new WorldTrialsPage(report);
        of.page.append("""
                # Worlds, tried

                What does a second opinion find of the offences, in the riskiest 5 %, where other things are told? It \
                begins with weights of the other world. Memories heard the feed's own outcomes, so readings and rules \
                of finds are left out.

                """);
        of.table(
                WorldTrials.LOOP,
                "Closed loop: 3 % of four weeks picked, 1 % drawn, told by the truth after 14 days, nothing else; by"
                        + " quarter, and finds per inspection in the last:",
                "picks|finds|1st|2nd|3rd|4th|hit rate");
        of.table(
                WorldTrials.FAULT,
                "Faults, seeded: 30 % of finds missing, 60 days late, 5 % wrong; the largest office untold, finding"
                        + " nothing, at random 1 in 2, 1 in 10; only the riskiest 5 % inspected. Last quarter:",
                "fault|finds|share|costs");
        of.table(
                WorldTrials.CHANGE,
                "Change: every other scheme begins or stops at half time, otherwise left out as if never sent, though"
                        + " memories counted it. Share of those that began, beside had they always been; of the rest,"
                        + " beside had the stopped never been:",
                "schemes|share|otherwise");
        of.told();
        of.page.append("- Command: `" + report.command() + "`\n- Rule set " + report.ruleSet() + ", about "
                + report.filings() + " filings a feed.\n");
        return of.page.toString();
    }

    /** Tables for the page that has the rest. */
    static String byQuarter(WorldsReport report) {
        WorldTrialsPage of = new WorldTrialsPage(report);
        of.table(
                WorldTrials.SHADOW,
                "Learning in shadow, by quarter: share of offences in the riskiest 5 % by the rule set in force, and what"
                        + " fits would have found at the same work; none is put in force:",
                "ranked by|finds|1st|2nd|3rd|4th");
        of.table(
                WorldTrials.QUARTER,
                "Share at 5 % by quarter, with another world's or fitted weights:",
                "learning|finds|1st|2nd|3rd|4th");
        of.table(
                WorldTrials.FINDS,
                "The last quarter, of fewer finds, without readings and rules of finds:",
                "told|finds|share");
        return of.page.toString();
    }

    /** Bands that ask for something. */
    private void told() {
        page.append(
                "What fits say that scores mean, beside what was observed, of the last quarter's consignments in bands"
                        + " from 2 %. By the feed's own inspections (own) and by those of the loop; the rest only rank:\n\n"
                        + "|world|inspections|told of|told ÷ observed|worst band|by band: told/observed (consignments)|\n"
                        + "|---|---|--:|--:|--:|---|\n");
        for (String world : report.worlds()) {
            int judged = report.feeds(world, "").stream()
                    .mapToInt(WorldFigures::judged)
                    .sum();
            Map<String, List<List<WorldFigures.Told>>> seeds = new LinkedHashMap<>();
            for (String kind : List.of(WorldTrials.TOLD, WorldTrials.LOOP)) {
                trials(world, kind)
                        .forEach(trial -> seeds.computeIfAbsent(trial.name(), unseen -> new ArrayList<>())
                                .add(trial.told()));
            }
            seeds.forEach((name, told) -> {
                ToldTogether together = new ToldTogether(told);
                int of = together.bands().values().stream()
                        .mapToInt(WorldFigures.Told::consignments)
                        .sum();
                List<String> bands = new ArrayList<>();
                together.bands().forEach((from, band) -> {
                    if (from >= ToldTogether.TOLD) {
                        bands.add(String.format(
                                Locale.ROOT,
                                "%.3f/%.3f (%d)",
                                band.predicted() / band.consignments(),
                                (double) band.offences() / band.consignments(),
                                band.consignments()));
                    }
                });
                List<String> cells = List.of(
                        world,
                        name,
                        WorldsPage.number((double) of / judged),
                        WorldsPage.number(together.overstated()),
                        WorldsPage.number(together.furthest()),
                        String.join(", ", bands));
                page.append("|" + String.join("|", cells) + "|\n");
            });
        }
        page.append('\n');
    }

    private void table(String kind, String made, String columns) {
        List<String> lines = new ArrayList<>();
        for (String world : report.worlds()) {
            Set<String> names = new LinkedHashSet<>();
            trials(world, kind).forEach(trial -> names.add(trial.name()));
            // A mean over fewer seeds stands beside none of all.
            names.removeIf(name ->
                    named(world, kind, name).size() < report.feeds(world, "").size());
            double whole = Double.NaN;
            for (String name : names) {
                List<WorldFigures.Trial> seeds = named(world, kind, name);
                List<String> cells = new ArrayList<>(List.of(world, name));
                if (!kind.equals(WorldTrials.CHANGE)) {
                    cells.add(WorldsPage.number(seeds.stream()
                            .mapToInt(WorldFigures.Trial::finds)
                            .average()
                            .orElse(0)));
                }
                List<Double> shares = IntStream.range(0, seeds.get(0).shares().size())
                        .mapToObj(at -> mean(seeds.stream()
                                .map(trial -> trial.shares().get(at))
                                .toList()))
                        .toList();
                shares.forEach(share -> cells.add(WorldsPage.number(share)));
                if (kind.equals(WorldTrials.LOOP)) {
                    cells.add(WorldsPage.number(
                            mean(seeds.stream().map(WorldFigures.Trial::hitRate).toList())));
                } else if (kind.equals(WorldTrials.FAULT)) {
                    whole = Double.isNaN(whole) ? shares.get(0) : whole;
                    cells.add(WorldsPage.number(whole - shares.get(0)));
                }
                lines.add("|" + String.join("|", cells) + "|");
            }
        }
        if (!lines.isEmpty()) {
            page.append(made).append("\n\n|world|").append(columns).append("|\n|---|---|");
            page.append("--:|".repeat(columns.split("\\|").length - 1)).append('\n');
            lines.forEach(line -> page.append(line).append('\n'));
            page.append('\n');
        }
    }

    private List<WorldFigures.Trial> named(String world, String kind, String name) {
        return trials(world, kind).stream()
                .filter(trial -> trial.name().equals(name))
                .toList();
    }

    private List<WorldFigures.Trial> trials(String world, String kind) {
        return report.feeds(world, "").stream()
                .flatMap(feed -> feed.trials().stream())
                .filter(trial -> trial.kind().equals(kind))
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }
}
