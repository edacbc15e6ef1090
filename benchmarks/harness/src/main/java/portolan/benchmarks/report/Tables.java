// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The one table of a page, in the form that suits its topic. The first row is the head. */
record Tables(Result result, PageTopic topic, Labels labels) {
    private static final int THIRDS = 3;

    /** A row a measurement, a column a figure, and the ratio of the first figure. */
    List<List<String>> of(List<Run.Row> rows) {
        Map<Run.Row, Spread> first = result.spreads(topic.columns().get(0).figure());
        Run.Row base = rows.stream().filter(Summary::isOurs).findFirst().orElse(rows.get(0));
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("row"));
        topic.columns().forEach(column -> head.add(column.head()));
        boolean compared = topic.against() != PageTopic.Against.NONE && rows.size() > 1;
        if (compared) {
            head.add(
                    topic.against() == PageTopic.Against.FIRST
                            ? Cells.BY + ' ' + labels.of(base)
                            : base.subject() + ' ' + Cells.BY + " row");
        }
        table.add(head);
        for (Run.Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(labels.of(row)));
            for (PageTopic.Column column : topic.columns()) {
                Spread spread = result.spreads(column.figure()).get(row);
                cells.add(spread == null ? "" : cell(column, spread));
            }
            if (compared) {
                cells.add(ratio(row, base, first));
            }
            table.add(cells);
        }
        return table;
    }

    private String ratio(Run.Row row, Run.Row base, Map<Run.Row, Spread> spreads) {
        Spread own = spreads.get(row);
        Spread ours = spreads.get(new Run.Row(base.subject(), row.factors()));
        Spread centre = spreads.get(base);
        if (own == null || centre == null || row.equals(base)) {
            return "";
        }
        if (topic.against() == PageTopic.Against.FIRST) {
            return row.subject().equals(base.subject()) ? Cells.ratio(centre, own) : "";
        }
        return Summary.isOurs(row) ? "" : Cells.ratio(own, ours != null ? ours : centre);
    }

    /** One measurement: a row a figure. */
    List<List<String>> upright(Run.Row row) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("figure", labels.of(row))));
        for (PageTopic.Column column : topic.columns()) {
            Spread spread = result.spreads(column.figure()).get(row);
            if (spread != null) {
                table.add(List.of(column.head(), Cells.spread(spread)));
            }
        }
        return table;
    }

    /** A row a value of the factor, a column a subject; the largest of the first subject's rows first. */
    List<List<String>> bySubject(List<Run.Row> rows, int most) {
        PageTopic.Column column = topic.columns().get(0);
        Map<Run.Row, Spread> spreads = result.spreads(column.figure());
        Set<String> subjects = new LinkedHashSet<>();
        Set<String> values = new LinkedHashSet<>();
        rows.forEach(row -> {
            subjects.add(row.subject());
            values.add(String.valueOf(row.factors().get(topic.by())));
        });
        List<String> head = new ArrayList<>(List.of(topic.by()));
        subjects.forEach(subject -> head.add(subject + ", " + column.unit()));
        List<List<String>> table = new ArrayList<>(List.of(head));
        values.stream()
                .sorted(Comparator.comparingDouble((String value) -> subjects.stream()
                                .mapToDouble(subject -> median(spreads, subject, value))
                                .max()
                                .orElse(0))
                        .reversed())
                .limit(most)
                .forEach(value -> {
                    List<String> cells = new ArrayList<>(List.of(value));
                    subjects.forEach(subject -> cells.add(Numbers.text(median(spreads, subject, value))));
                    table.add(cells);
                });
        return table;
    }

    private double median(Map<Run.Row, Spread> spreads, String subject, String value) {
        Spread spread = spreads.get(new Run.Row(subject, Map.of(topic.by(), value)));
        return spread == null ? 0 : spread.median();
    }

    /** Windows of one run by thirds: medians of latency, the most of the maxima, memory at the end. */
    List<List<String>> thirds(List<Run.Row> windows) {
        List<List<String>> table = new ArrayList<>(
                List.of(List.of("windows", "p50, ms", "p99, ms", "max, ms", "resident at end, MiB", "live heap, MiB")));
        for (List<Run.Row> third : split(windows)) {
            Run.Row last = third.get(third.size() - 1);
            table.add(List.of(
                    window(third.get(0)) + Cells.TO + window(last),
                    figure("p50", third, Spread::median),
                    figure("p99", third, Spread::median),
                    figure("max", third, Spread::most),
                    figure("resident", List.of(last), Spread::median),
                    figure("heap", third, Spread::most)));
        }
        return table;
    }

    /** The headline of windows: what the first and the last third have. */
    String overWindows(List<Run.Row> windows) {
        List<List<Run.Row>> thirds = split(windows);
        List<Run.Row> first = thirds.get(0);
        List<Run.Row> last = thirds.get(thirds.size() - 1);
        return "**" + windows.get(0).subject() + "**, first and last third: p99 "
                + figure("p99", first, Spread::median) + " and " + figure("p99", last, Spread::median)
                + " ms; resident " + figure("resident", first.subList(first.size() - 1, first.size()), Spread::median)
                + " and " + figure("resident", last.subList(last.size() - 1, last.size()), Spread::median) + " MiB.";
    }

    private static List<List<Run.Row>> split(List<Run.Row> windows) {
        int size = Math.max(1, (windows.size() + THIRDS - 1) / THIRDS);
        List<List<Run.Row>> thirds = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += size) {
            thirds.add(windows.subList(from, Math.min(windows.size(), from + size)));
        }
        return thirds;
    }

    private String window(Run.Row row) {
        return String.valueOf(row.factors().get(topic.by()));
    }

    private String figure(String figure, List<Run.Row> rows, ToDoubleFunction<Spread> of) {
        Map<Run.Row, Spread> spreads = result.spreads(figure);
        List<Double> values = rows.stream()
                .map(spreads::get)
                .filter(java.util.Objects::nonNull)
                .flatMap(spread -> spread.values().stream())
                .toList();
        return values.isEmpty() ? "" : Numbers.text(of.applyAsDouble(Spread.of(values)));
    }

    private static String cell(PageTopic.Column column, @Nullable Spread spread) {
        if (spread == null) {
            return "";
        }
        return column.spread() ? Cells.spread(spread) : Numbers.text(spread.median());
    }
}
