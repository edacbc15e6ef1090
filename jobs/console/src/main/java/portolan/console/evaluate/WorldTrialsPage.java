// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What learning finds by quarter, and where other things are told, as tables: means over seeds. */
final class WorldTrialsPage {
    private final WorldsReport report;
    private final StringBuilder page = new StringBuilder();

    private WorldTrialsPage(WorldsReport report) {
        this.report = report;
    }

    static String markdown(WorldsReport report) {
        WorldTrialsPage of = new WorldTrialsPage(report);
        of.table(
                WorldTrials.QUARTER,
                "Share at 5 % by quarter of the time, learning off and adopted, each begun with weights fitted to the other"
                        + " world (with those written, where there is one world):",
                "learning|finds|1st|2nd|3rd|4th");
        of.table(
                WorldTrials.FINDS,
                "Trials below know nothing of finds but what they are told: readings and rules of finds, which heard the"
                        + " feed's own, are left out. By finds, drawn by a hash: share at 5 % of the last quarter:",
                "told|finds|share");
        of.table(
                WorldTrials.LOOP,
                "A closed loop: of every four weeks' consignments 3 % are picked by their rank and 1 % drawn, told from the"
                        + " truth 14 days after they came, and nothing else is told. The second opinion's share at 5 % by"
                        + " quarter, and the hit rate of the last quarter's inspections:",
                "who picks|finds|1st|2nd|3rd|4th|hit rate");
        of.table(
                WorldTrials.FAULT,
                "Outcomes at fault, each a seeded change of what is told; share at 5 % of the last quarter, and what it"
                        + " costs:",
                "fault|finds|share|costs");
        of.table(
                WorldTrials.CHANGE,
                "Behaviour that changes: every other scheme begins, or stops, at half time; its consignments of the other"
                        + " half are left out of what is read, told and ranked, though memories counted them. Share of"
                        + " those that began, had they always been there; of the rest, had the others never been:",
                "schemes|share|otherwise");
        return of.page.toString();
    }

    private void table(String kind, String made, String columns) {
        List<String> lines = new ArrayList<>();
        for (String world : report.worlds()) {
            Set<String> names = new LinkedHashSet<>();
            trials(world, kind).forEach(trial -> names.add(trial.name()));
            double whole = Double.NaN;
            for (String name : names) {
                List<WorldFigures.Trial> seeds = trials(world, kind).stream()
                        .filter(trial -> trial.name().equals(name))
                        .toList();
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
