// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A line a series, over numbers that may span powers of ten. */
final class LineChart {
    private static final int LEFT = 76;
    private static final int RIGHT = 180;
    private static final int TOP = 36;
    private static final int BOTTOM = 320;
    private static final int HEIGHT = 370;
    /** From this ratio of highest to lowest on, equal steps would hide the low values. */
    private static final double WIDE = 50;

    private LineChart() {}

    /**
     * Charts what was watched over time, which is never shown by powers of ten.
     *
     * @param series times in seconds and values, by the name of the series
     */
    static String overTime(String title, String yLabel, Map<String, List<double[]>> series) {
        return render(title, "seconds", yLabel, series, Scale.linear(last(series)));
    }

    /** Charts what changed from day to day. */
    static String overDays(String title, String yLabel, Map<String, List<double[]>> series) {
        return render(title, "days since the first", yLabel, series, Scale.linear(last(series)));
    }

    private static double last(Map<String, List<double[]>> series) {
        return series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[0])
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

    /**
     * Charts one number by another.
     *
     * @param series points as x and y, by the name of the series
     * @param xLabel of the x axis, with its unit
     * @param yLabel of the y axis, with its unit
     */
    static String render(String title, String xLabel, String yLabel, Map<String, List<double[]>> series) {
        return render(
                title, xLabel, yLabel, series, isForEqualSteps(series) ? Scale.linear(last(series)) : scale(series, 0));
    }

    private static String render(
            String title, String xLabel, String yLabel, Map<String, List<double[]>> series, Scale xs) {
        Svg svg = new Svg(HEIGHT, title);
        Scale ys = scale(series, 1);
        double width = Svg.WIDTH - LEFT - RIGHT;
        double height = BOTTOM - TOP;
        for (double tick : xs.ticks()) {
            double x = LEFT + width * xs.at(tick);
            svg.line(x, TOP, x, BOTTOM, "#80808040");
            svg.text(x, BOTTOM + 16, "middle", Numbers.text(tick));
        }
        for (double tick : ys.ticks()) {
            double y = BOTTOM - height * ys.at(tick);
            svg.line(LEFT, y, LEFT + width, y, "#80808040");
            svg.text(LEFT - 6, y + 4, "end", Numbers.text(tick));
        }
        svg.text(LEFT + width / 2, BOTTOM + 38, "middle", xLabel);
        svg.upright(18, TOP + height / 2, yLabel);
        int index = 0;
        for (Map.Entry<String, List<double[]>> line : series.entrySet()) {
            String colour = Svg.colour(index);
            StringBuilder path = new StringBuilder();
            for (double[] point : line.getValue()) {
                double x = LEFT + width * xs.at(point[0]);
                double y = BOTTOM - height * ys.at(point[1]);
                path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
                if (line.getValue().size() <= 20) {
                    svg.dot(x, y, colour);
                }
            }
            svg.path(path.toString().strip(), colour);
            svg.bar(Svg.WIDTH - RIGHT + 12.0, TOP + index * 20.0 + 4, 14, 4, colour);
            svg.text(Svg.WIDTH - RIGHT + 32.0, TOP + index * 20.0 + 10, "start", line.getKey());
            index++;
        }
        return svg.render();
    }

    private static Scale scale(Map<String, List<double[]>> series, int axis) {
        double highest = 0;
        double lowest = Double.MAX_VALUE;
        for (List<double[]> points : series.values()) {
            for (double[] point : points) {
                highest = Math.max(highest, point[axis]);
                lowest = Math.min(lowest, point[axis]);
            }
        }
        return lowest > 0 && highest / lowest >= WIDE ? Scale.logarithmic(lowest, highest) : Scale.linear(highest);
    }
}
