// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import portolan.benchmarks.chart.Svg;

/**
 * A result in short: one headline, one table, a chart or two, and what a reader must know to trust it. It is made from
 * the result alone.
 *
 * @param legend how the table's cells were made
 * @param charts images by the name of their file, without its ending
 * @param notes what makes the figures worth less
 */
record Summary(
        String title,
        String question,
        String headline,
        List<List<String>> table,
        String legend,
        Map<String, Svg> charts,
        List<String> notes) {
    /** The product in its shapes. */
    private static final List<String> OURS = List.of("engine", "engine-cluster", "one-memory");

    /** A page of more rows is not read. */
    private static final int MOST_ROWS = 14;

    static Summary of(Result result) {
        PageTopic topic = PageTopic.of(result);
        List<Run.Row> rows = rows(result, topic);
        Labels labels = Labels.of(rows);
        Tables tables = new Tables(result, topic, labels);
        List<Run.Row> shown = rows;
        List<String> notes = new ArrayList<>();
        if (!labels.shared().isEmpty()) {
            notes.add("All rows: " + labels.shared() + '.');
        }
        List<List<String>> table;
        if (rows.isEmpty()) {
            // Nothing of what the page is about was measured: the caveats say what failed.
            table = List.of();
        } else if (topic.by().equals("window")) {
            table = tables.thirds(rows);
        } else if (topic.by().equals("spent on")) {
            table = tables.bySubject(rows, MOST_ROWS);
            notes.add("Not shown: smaller rows.");
        } else {
            shown = largest(result, topic, rows);
            table = shown.size() == 1 ? tables.upright(shown.get(0)) : tables.of(shown);
        }
        if (shown.size() < rows.size()) {
            notes.add("Not shown: " + (rows.size() - shown.size()) + " smaller rows.");
        }
        notes.addAll(Caveats.of(result, labels));
        return new Summary(
                topic.title() + (result.quick() ? " (quick, not to be quoted)" : ""),
                topic.question(),
                rows.isEmpty()
                        ? ""
                        : topic.by().equals("window") ? tables.overWindows(rows) : headline(result, topic, labels),
                table,
                rows.isEmpty() ? "" : legend(result, topic, shown),
                Charts.of(result, topic, rows, labels),
                notes);
    }

    /** Rows of the topic, in the order in which they were first measured. */
    private static List<Run.Row> rows(Result result, PageTopic topic) {
        Set<Run.Row> rows = new LinkedHashSet<>();
        for (Run run : result.runs()) {
            boolean figured =
                    topic.columns().stream().anyMatch(column -> run.figures().containsKey(column.figure()));
            if (figured && (topic.by().isEmpty() || run.factors().containsKey(topic.by()))) {
                rows.add(run.row());
            }
        }
        return List.copyOf(rows);
    }

    /** All rows in their order, or those that are the largest by the first column. */
    private static List<Run.Row> largest(Result result, PageTopic topic, List<Run.Row> rows) {
        if (rows.size() <= MOST_ROWS) {
            return rows;
        }
        Map<Run.Row, Spread> spreads = result.spreads(topic.columns().get(0).figure());
        return rows.stream()
                .sorted(Comparator.comparingDouble((Run.Row row) -> {
                            Spread spread = spreads.get(row);
                            return spread == null ? 0 : spread.median();
                        })
                        .reversed())
                .limit(MOST_ROWS)
                .toList();
    }

    private static String headline(Result result, PageTopic topic, Labels labels) {
        Optional<Run.Row> lead = lead(result, topic);
        if (lead.isEmpty()) {
            return "";
        }
        Run.Row row = lead.get();
        String largest = isOurs(row) ? "" : "Largest: ";
        StringJoiner said = new StringJoiner("; ", largest + "**" + labels.of(row) + "**: ", ".");
        StringJoiner ratios = new StringJoiner("; ");
        @Nullable String reference = null;
        for (PageTopic.Column column : topic.headline()) {
            Map<Run.Row, Spread> spreads = result.spreads(column.figure());
            Spread spread = spreads.get(row);
            if (spread == null) {
                continue;
            }
            said.add((column.title() + ' ' + Cells.spread(spread) + ' ' + column.unit()).strip());
            for (String name : topic.references()) {
                Spread other = Cells.alike(name, row, spreads);
                if (other != null) {
                    reference = name;
                    ratios.add((column.title() + ' ' + Cells.ratio(other, spread)).strip());
                    break;
                }
            }
        }
        String sustained = result.spreads("sustained").values().stream()
                .findFirst()
                .map(spread -> "**Sustained: " + Numbers.text(spread.median()) + " filings/s.** ")
                .orElse("");
        return sustained + said + (reference == null ? "" : " Ratio to " + reference + ": " + ratios + '.');
    }

    private static Optional<Run.Row> lead(Result result, PageTopic topic) {
        if (topic.headline().isEmpty()) {
            return Optional.empty();
        }
        Map<Run.Row, Spread> measured = result.spreads(topic.headline().get(0).figure());
        return measured.keySet().stream()
                .filter(Summary::isOurs)
                .filter(row -> topic.lead().isEmpty()
                        || topic.lead().equals(row.factors().get(topic.by())))
                .min(Comparator.comparingInt(row -> row.factors().size()))
                .or(() -> measured.entrySet().stream()
                        .max(Comparator.comparingDouble(row -> row.getValue().median()))
                        .map(Map.Entry::getKey));
    }

    /** How many runs a cell is made of, and how. */
    private static String legend(Result result, PageTopic topic, List<Run.Row> shown) {
        Map<Run.Row, Spread> spreads = result.spreads(topic.columns().get(0).figure());
        IntSummaryStatistics runs = shown.stream()
                .map(spreads::get)
                .filter(Objects::nonNull)
                .mapToInt(spread -> spread.values().size())
                .summaryStatistics();
        if (topic.by().equals("window")) {
            return "One run: medians of the windows' p50 and p99, the highest max.";
        }
        if (runs.getMax() <= 1) {
            return "One run each, so no interval.";
        }
        String count = runs.getMin() == runs.getMax() ? "" + runs.getMax() : runs.getMin() + Cells.TO + runs.getMax();
        return "Median (least–most) of " + count + " runs."
                + (topic.against() == PageTopic.Against.NONE ? "" : " Ratios: geometric means (95 % interval).");
    }

    static boolean isOurs(Run.Row row) {
        return OURS.contains(row.subject());
    }
}
