// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The charts of a page: what was watched over time, else the topic's figures, by row or along its factor. */
final class Charts {
    /** Fewer points are no line. */
    private static final int LEAST_POINTS = 3;

    private Charts() {}

    /** Images by the name of their file, without its ending. */
    static Map<String, String> of(Result result, Topic topic, List<Run.Row> rows, Labels labels) {
        Map<String, String> charts = new LinkedHashMap<>();
        Map<String, List<Trace>> traces = new LinkedHashMap<>();
        result.traces()
                .forEach(trace -> traces.computeIfAbsent(trace.title(), title -> new ArrayList<>())
                        .add(trace));
        traces.forEach((title, all) -> {
            Map<String, List<double[]>> lines = new LinkedHashMap<>();
            all.forEach(trace -> lines.put(trace.series(), trace.points()));
            charts.put(
                    result.name() + "-over-time-" + file(title),
                    LineChart.overTime(title, all.get(0).unit(), lines));
        });
        if (!charts.isEmpty()) {
            return charts;
        }
        for (String figure : topic.charted()) {
            Topic.Column column = topic.columns().stream()
                    .filter(candidate -> candidate.figure().equals(figure))
                    .findFirst()
                    .orElse(topic.columns().get(0));
            String title = topic.title() + ": " + column.head();
            Map<String, List<double[]>> lines = lines(result, topic, figure, rows);
            String name = result.name() + '-' + file(figure);
            if (lines.values().stream().anyMatch(points -> points.size() >= LEAST_POINTS)) {
                charts.put(name + "-by-" + file(topic.by()), LineChart.render(title, topic.by(), column.unit(), lines));
            } else if (rows.size() > 1) {
                charts.put(name, BarChart.render(title, column.unit(), bars(result, figure, rows, labels)));
            }
        }
        return charts;
    }

    private static Map<String, Spread> bars(Result result, String figure, List<Run.Row> rows, Labels labels) {
        Map<Run.Row, Spread> spreads = result.spreads(figure);
        Map<String, Spread> bars = new LinkedHashMap<>();
        for (Run.Row row : rows) {
            Spread spread = spreads.get(row);
            if (spread != null) {
                bars.put(labels.of(row), spread);
            }
        }
        return bars;
    }

    /** A line a subject along the topic's factor; none where the topic has no factor of numbers. */
    private static Map<String, List<double[]>> lines(Result result, Topic topic, String figure, List<Run.Row> rows) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        Map<Run.Row, Spread> spreads = result.spreads(figure);
        for (Run.Row row : rows) {
            Spread spread = spreads.get(row);
            String x = row.factors().get(topic.by());
            if (spread != null && x != null && x.matches("[0-9.]+")) {
                lines.computeIfAbsent(row.subject(), subject -> new ArrayList<>())
                        .add(new double[] {Double.parseDouble(x), spread.median()});
            }
        }
        lines.values().forEach(points -> points.sort((a, b) -> Double.compare(a[0], b[0])));
        return lines;
    }

    private static String file(String title) {
        return title.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    }
}
