// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Lines over two axes, as an inline SVG that takes its colours from the page around it. */
public final class LineChart {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 340;
    private static final int LEFT = 58;
    private static final int RIGHT = 16;
    private static final int TOP = 14;
    private static final int BOTTOM = 48;

    private final Axis x;
    private final Axis y;
    private final StringBuilder marks = new StringBuilder();
    private final List<String> legend = new ArrayList<>();

    public LineChart(Axis x, Axis y) {
        this.x = x;
        this.y = y;
    }

    /**
     * One axis.
     *
     * @param label what it shows, with its unit
     * @param logarithmic whether equal distances are equal factors
     * @param ticks where to mark it; the first and the last are its ends
     * @param format how a tick is written
     */
    public record Axis(String label, boolean logarithmic, List<Double> ticks, DoubleFunction<String> format) {
        public Axis {
            ticks = List.copyOf(ticks);
        }

        public static Axis linear(String label, double from, double to, double step) {
            List<Double> ticks = new ArrayList<>();
            for (int i = 0; from + i * step <= to + step / 1e6; i++) {
                ticks.add(from + i * step);
            }
            return new Axis(label, false, ticks, LineChart::plain);
        }

        public double first() {
            return ticks.get(0);
        }

        public double last() {
            return ticks.get(ticks.size() - 1);
        }

        /** Where a value lies, from 0 to 1; values beyond the ends lie at the ends. */
        public double at(double value) {
            double inside = Math.max(first(), Math.min(last(), value));
            return logarithmic
                    ? Math.log(inside / first()) / Math.log(last() / first())
                    : (inside - first()) / (last() - first());
        }
    }

    /** Steps that people count in, so that there are four to eight up to {@code most}. */
    public static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
        double leading = most / power;
        return leading <= 1.5 ? power / 4 : leading <= 3 ? power / 2 : leading <= 6 ? power : 2 * power;
    }

    public static String plain(double value) {
        return value == Math.rint(value)
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.4g", value)
                        .replaceAll("0+$", "")
                        .replaceAll("\\.$", "");
    }

    /** Adds a line through points (x, y); NaN breaks it off. */
    public LineChart line(String name, List<double[]> points, String style) {
        StringBuilder path = new StringBuilder();
        boolean open = false;
        for (double[] point : points) {
            if (Double.isNaN(point[1])) {
                open = false;
                continue;
            }
            path.append(open ? 'L' : 'M')
                    .append(Html.number(px(point[0])))
                    .append(' ')
                    .append(Html.number(py(point[1])));
            open = true;
        }
        marks.append("<path class=\"line ")
                .append(style)
                .append("\" d=\"")
                .append(path)
                .append("\"><title>")
                .append(Html.text(name))
                .append("</title></path>");
        if (!name.isEmpty()) {
            legend.add("<span><i class=\"" + style + "\"></i>" + Html.text(name) + "</span>");
        }
        return this;
    }

    /** Adds a point with a text that shows when it is pointed at. */
    public LineChart point(double atX, double atY, double radius, String title, String style) {
        marks.append("<circle class=\"point ")
                .append(style)
                .append("\" cx=\"")
                .append(Html.number(px(atX)))
                .append("\" cy=\"")
                .append(Html.number(py(atY)))
                .append("\" r=\"")
                .append(Html.number(radius))
                .append("\"><title>")
                .append(Html.text(title))
                .append("</title></circle>");
        return this;
    }

    /** Shades what lies between two lines. */
    public LineChart between(List<double[]> lower, List<double[]> upper, String style) {
        StringBuilder path = new StringBuilder();
        for (double[] point : upper) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Html.number(px(point[0])))
                    .append(' ')
                    .append(Html.number(py(point[1])));
        }
        for (int i = lower.size() - 1; i >= 0; i--) {
            path.append('L')
                    .append(Html.number(px(lower.get(i)[0])))
                    .append(' ')
                    .append(Html.number(py(lower.get(i)[1])));
        }
        marks.append("<path class=\"shade ")
                .append(style)
                .append("\" d=\"")
                .append(path)
                .append("Z\"/>");
        return this;
    }

    public String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.text(y.label() + " by " + x.label()))
                .append("\">");
        for (double tick : x.ticks()) {
            String at = Html.number(px(tick));
            svg.append("<line class=\"grid\" x1=\"")
                    .append(at)
                    .append("\" x2=\"")
                    .append(at)
                    .append("\" y1=\"")
                    .append(TOP)
                    .append("\" y2=\"")
                    .append(HEIGHT - BOTTOM)
                    .append("\"/>");
            svg.append("<text class=\"tick\" text-anchor=\"middle\" x=\"")
                    .append(at)
                    .append("\" y=\"")
                    .append(HEIGHT - BOTTOM + 17)
                    .append("\">")
                    .append(Html.text(x.format().apply(tick)))
                    .append("</text>");
        }
        for (double tick : y.ticks()) {
            String at = Html.number(py(tick));
            svg.append("<line class=\"grid\" x1=\"")
                    .append(LEFT)
                    .append("\" x2=\"")
                    .append(WIDTH - RIGHT)
                    .append("\" y1=\"")
                    .append(at)
                    .append("\" y2=\"")
                    .append(at)
                    .append("\"/>");
            svg.append("<text class=\"tick\" text-anchor=\"end\" dy=\"4\" x=\"")
                    .append(LEFT - 7)
                    .append("\" y=\"")
                    .append(at)
                    .append("\">")
                    .append(Html.text(y.format().apply(tick)))
                    .append("</text>");
        }
        svg.append("<text class=\"axis\" text-anchor=\"middle\" x=\"")
                .append((LEFT + WIDTH - RIGHT) / 2)
                .append("\" y=\"")
                .append(HEIGHT - 10)
                .append("\">")
                .append(Html.text(x.label()))
                .append("</text>");
        int middle = (TOP + HEIGHT - BOTTOM) / 2;
        svg.append("<text class=\"axis\" text-anchor=\"middle\" transform=\"translate(14 ")
                .append(middle)
                .append(") rotate(-90)\">")
                .append(Html.text(y.label()))
                .append("</text>");
        svg.append(marks).append("</svg>");
        if (!legend.isEmpty()) {
            svg.append("<p class=\"legend\">").append(String.join("", legend)).append("</p>");
        }
        return svg.toString();
    }

    private double px(double value) {
        return LEFT + x.at(value) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double value) {
        return HEIGHT - BOTTOM - y.at(value) * (HEIGHT - TOP - BOTTOM);
    }
}
