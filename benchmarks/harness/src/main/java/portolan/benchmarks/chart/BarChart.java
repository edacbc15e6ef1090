// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.chart;

import java.util.ArrayList;
import java.util.List;

/** Horizontal bars from the beginning of an axis, one a row, with their names before and their values after them. */
public final class BarChart {
    private static final double WIDTH = 640;
    private static final double ROW = 26;
    private static final double GAP = 8;
    private static final double BELOW = 48;
    /** Names longer than that are broken off by dots. */
    private static final int LONGEST_NAME = 64;

    private final String heading;
    private final Axis axis;
    private final List<Bar> bars = new ArrayList<>();

    /**
     * A chart with nothing on it yet.
     *
     * @param heading on the chart itself; empty where the page around it says it
     */
    public BarChart(String heading, Axis axis) {
        this.heading = heading;
        this.axis = axis;
    }

    /**
     * One bar.
     *
     * @param shown its value in words, behind it
     * @param note shown when the bar is pointed at
     * @param low where a thin line over it begins; NaN for none
     * @param high where that line ends
     */
    public record Bar(String name, double value, String shown, String note, String style, double low, double high) {
        public static Bar of(String name, double value, String shown, String style) {
            return new Bar(name, value, shown, shown, style, Double.NaN, Double.NaN);
        }

        public Bar note(String text) {
            return new Bar(name, value, shown, text, style, low, high);
        }

        /** With a thin line over it. */
        public Bar range(double from, double to) {
            return new Bar(name, value, shown, note, style, from, to);
        }
    }

    public BarChart bar(Bar bar) {
        bars.add(bar);
        return this;
    }

    public Svg draw() {
        double top = heading.isEmpty() ? 6 : 36;
        double bottom = top + bars.size() * ROW;
        double left = GAP
                + bars.stream()
                        .mapToDouble(bar -> Svg.widthOf(name(bar)) + GAP)
                        .max()
                        .orElse(0);
        double right = WIDTH
                - 2 * GAP
                - bars.stream()
                        .mapToDouble(bar -> Svg.widthOf(bar.shown()))
                        .max()
                        .orElse(0);
        Svg svg = new Svg("chart", WIDTH, bottom + BELOW, heading.isEmpty() ? axis.label() : heading);
        if (!heading.isEmpty()) {
            svg.text("heading", "middle", WIDTH / 2, 20, heading);
        }
        svg.below(axis, left, right, top, bottom);
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), top + i * ROW, left, right);
        }
        return svg;
    }

    private void draw(Svg svg, Bar bar, double top, double left, double right) {
        double middle = top + ROW / 2;
        double length = right - left;
        svg.group(bar.name() + ": " + bar.note());
        svg.text("name", "end", left - GAP, middle + 4, name(bar));
        double value = Double.isFinite(bar.value()) ? axis.at(bar.value()) : 0;
        svg.bar("bar " + bar.style(), left, top + 5, Math.max(0.5, length * value), ROW - 10);
        if (Double.isFinite(bar.low())) {
            svg.line(
                    "whisker", left + length * axis.at(bar.low()), middle, left + length * axis.at(bar.high()), middle);
        }
        svg.text("value", "start", right + GAP, middle + 4, bar.shown()).endGroup();
    }

    private static String name(Bar bar) {
        return bar.name().length() <= LONGEST_NAME ? bar.name() : bar.name().substring(0, LONGEST_NAME - 2) + "..";
    }
}
