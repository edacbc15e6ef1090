// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.benchmarks.chart.Axis;
import portolan.benchmarks.chart.BarChart;
import portolan.benchmarks.chart.ChartStyle;
import portolan.benchmarks.chart.LineChart;
import portolan.benchmarks.chart.Svg;

/** The charts of a page: what was watched over time, else the topic's figures, by row or along its factor. */
final class Charts {
    /** Fewer points are no line. */
    private static final int LEAST_POINTS = 3;
    /** More points hide their line. */
    private static final int MOST_DOTS = 20;

    private static final double DOT = 3;
    /** From this ratio of highest to lowest on, equal steps would hide the low values. */
    private static final double WIDE = 50;

    private Charts() {}

    /** Images by the name of their file, without its ending. */
    static Map<String, Svg> of(Result result, PageTopic topic, List<Run.Row> rows, Labels labels) {
        Map<String, Svg> charts = new LinkedHashMap<>();
        Map<String, List<Trace>> traces = new LinkedHashMap<>();
        result.traces()
                .forEach(trace -> traces.computeIfAbsent(trace.title(), title -> new ArrayList<>())
                        .add(trace));
        traces.forEach((title, all) -> {
            Map<String, List<double[]>> lines = new LinkedHashMap<>();
            all.forEach(trace -> lines.put(trace.series(), trace.points()));
            charts.put(
                    result.name() + "-over-time-" + file(title),
                    overTime(title, all.get(0).unit(), lines));
        });
        if (!charts.isEmpty()) {
            return charts;
        }
        for (String figure : topic.charted()) {
            PageTopic.Column column = topic.columns().stream()
                    .filter(candidate -> candidate.figure().equals(figure))
                    .findFirst()
                    .orElse(topic.columns().get(0));
            String title = topic.title() + ": " + column.head();
            Map<String, List<double[]>> lines = lines(result, topic, figure, rows);
            String name = result.name() + '-' + file(figure);
            if (lines.values().stream().anyMatch(points -> points.size() >= LEAST_POINTS)) {
                charts.put(name + "-by-" + file(topic.by()), lines(title, label(topic.by()), column.head(), lines));
            } else if (rows.size() > 1) {
                charts.put(name, bars(title, column.unit(), bars(result, figure, rows, labels)));
            }
        }
        return charts;
    }

    /**
     * What was watched over time, which is never shown by powers of ten.
     *
     * @param series times in seconds and values, by the name of the series
     */
    static Svg overTime(String heading, String yLabel, Map<String, List<double[]>> series) {
        return lines(heading, Axis.linear("time, s", 0, most(series, 0)), yLabel, series);
    }

    /** What changed from day to day. */
    static Svg overDays(String heading, String yLabel, Map<String, List<double[]>> series) {
        return lines(heading, Axis.linear("days since the first", 0, most(series, 0)), yLabel, series);
    }

    /**
     * One number by another, a line a series.
     *
     * @param series points as x and y, by the name of the series
     * @param xLabel of the x axis, with its unit
     * @param yLabel of the y axis, with its unit
     */
    static Svg lines(String heading, String xLabel, String yLabel, Map<String, List<double[]>> series) {
        return lines(
                heading,
                isForEqualSteps(series) ? Axis.linear(xLabel, 0, most(series, 0)) : axis(xLabel, series, 0),
                yLabel,
                series);
    }

    private static Svg lines(String heading, Axis xs, String yLabel, Map<String, List<double[]>> series) {
        LineChart chart = new LineChart(
                heading, xs.written(Numbers::text), axis(yLabel, series, 1).written(Numbers::text));
        int index = 0;
        for (Map.Entry<String, List<double[]>> line : series.entrySet()) {
            String style = ChartStyle.series(index++);
            chart.line(line.getKey(), line.getValue(), style);
            if (line.getValue().size() <= MOST_DOTS) {
                line.getValue()
                        .forEach(point -> chart.point(
                                point[0],
                                point[1],
                                DOT,
                                line.getKey() + ": " + Numbers.text(point[1]) + " at " + Numbers.text(point[0]),
                                style));
            }
        }
        return chart.draw();
    }

    /** A bar a row, as long as the median, with a line from the least to the most. */
    static Svg bars(String heading, String unit, Map<String, Spread> rows) {
        double most = rows.values().stream().mapToDouble(Spread::most).max().orElse(1);
        BarChart chart = new BarChart(heading, Axis.linear(unit, 0, most).written(Numbers::text));
        rows.forEach((name, spread) ->
                chart.bar(BarChart.Bar.of(name, spread.median(), Numbers.text(spread.median()), ChartStyle.series(0))
                        .range(spread.least(), spread.most())
                        .note(Numbers.text(spread.least()) + " to " + Numbers.text(spread.most()))));
        return chart.draw();
    }

    private static Axis axis(String label, Map<String, List<double[]>> series, int at) {
        double most = most(series, at);
        double least = series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[at])
                .min()
                .orElse(0);
        return least > 0 && most / least >= WIDE ? Axis.logarithmic(label, least, most) : Axis.linear(label, 0, most);
    }

    private static double most(Map<String, List<double[]>> series, int at) {
        return series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[at])
                .max()
                .orElse(1);
    }

    /**
     * Whether the values of x are spread more evenly by equal steps than by equal ratios: powers of ten would crowd
     * windows at the end, and equal steps numbers of shippers at the beginning.
     */
    private static boolean isForEqualSteps(Map<String, List<double[]>> series) {
        double[] xs = series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[0])
                .distinct()
                .sorted()
                .toArray();
        return xs.length > 2
                && widestGap(xs) <= widestGap(Arrays.stream(xs).map(Math::log).toArray());
    }

    /** As a part of the whole axis; of values in order. */
    private static double widestGap(double[] xs) {
        double widest = 0;
        for (int i = 1; i < xs.length; i++) {
            widest = Math.max(widest, xs[i] - xs[i - 1]);
        }
        return widest / (xs[xs.length - 1] - xs[0]);
    }

    /** A factor with its unit, as an axis has it. */
    private static String label(String factor) {
        return factor.replaceFirst(" (%|s)$", ", $1");
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
    private static Map<String, List<double[]>> lines(
            Result result, PageTopic topic, String figure, List<Run.Row> rows) {
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
