// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Lines over two axes, with their names below. */
public final class LineChart {
    private static final double WIDTH = 640;
    private static final double PLOT = 300;
    private static final double RIGHT = WIDTH - 20;
    private static final double BELOW = 50;
    private static final double ENTRY = 20;
    /** From the mark of a line to its name, and from a name to the next mark. */
    private static final double TO_NAME = 24;

    private static final double TO_NEXT = 18;

    private final String heading;
    private final Axis x;
    private final Axis y;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Entry> legend = new ArrayList<>();

    /** What is drawn once it is known where. */
    private interface Mark {
        void draw(Svg svg, ToDoubleFunction<Double> toX, ToDoubleFunction<Double> toY);
    }

    private record Entry(String name, String style) {}

    /**
     * A chart with nothing on it yet.
     *
     * @param heading on the chart itself; empty where the page around it says it
     */
    public LineChart(String heading, Axis x, Axis y) {
        this.heading = heading;
        this.x = x;
        this.y = y;
    }

    /**
     * Adds a line.
     *
     * @param name shown below the chart; empty for none
     * @param points x and y each; NaN breaks the line off
     */
    public LineChart line(String name, List<double[]> points, String style) {
        marks.add((svg, toX, toY) -> svg.path("line " + style, placed(points, toX, toY)));
        if (!name.isEmpty()) {
            legend.add(new Entry(name, style));
        }
        return this;
    }

    /** Adds a point with a text that shows when it is pointed at. */
    public LineChart point(double atX, double atY, double radius, String title, String style) {
        marks.add((svg, toX, toY) -> svg.group(title)
                .dot("point " + style, toX.applyAsDouble(atX), toY.applyAsDouble(atY), radius)
                .endGroup());
        return this;
    }

    private static List<double[]> placed(
            List<double[]> points, ToDoubleFunction<Double> toX, ToDoubleFunction<Double> toY) {
        return points.stream()
                .map(point -> new double[] {
                    toX.applyAsDouble(point[0]), Double.isNaN(point[1]) ? Double.NaN : toY.applyAsDouble(point[1])
                })
                .toList();
    }

    public Svg draw() {
        double left = 38
                + y.ticks().stream()
                        .mapToDouble(tick -> Svg.widthOf(y.text(tick)))
                        .max()
                        .orElse(0);
        double top = heading.isEmpty() ? 14 : 40;
        double bottom = top + PLOT;
        List<double[]> places = places(left, bottom + BELOW + ENTRY);
        double height = places.isEmpty() ? bottom + BELOW : places.get(places.size() - 1)[1] + ENTRY / 2;
        Svg svg = new Svg("chart", WIDTH, height, heading.isEmpty() ? y.label() + " by " + x.label() : heading);
        if (!heading.isEmpty()) {
            svg.text("heading", "middle", WIDTH / 2, 20, heading);
        }
        svg.below(x, left, RIGHT, top, bottom).beside(y, left, RIGHT, top, bottom);
        marks.forEach(mark -> mark.draw(
                svg, value -> left + x.at(value) * (RIGHT - left), value -> bottom - y.at(value) * (bottom - top)));
        for (int i = 0; i < legend.size(); i++) {
            Entry entry = legend.get(i);
            double[] at = places.get(i);
            svg.line("line " + entry.style(), at[0], at[1] - 4, at[0] + TO_NAME - 6, at[1] - 4);
            svg.text("name", "start", at[0] + TO_NAME, at[1], entry.name());
        }
        return svg;
    }

    /** Where each name goes, in rows from this corner. */
    private List<double[]> places(double left, double top) {
        List<double[]> places = new ArrayList<>();
        double atX = left;
        double atY = top;
        for (Entry entry : legend) {
            double width = TO_NAME + Svg.widthOf(entry.name());
            if (atX > left && atX + width > RIGHT) {
                atX = left;
                atY += ENTRY;
            }
            places.add(new double[] {atX, atY});
            atX += width + TO_NEXT;
        }
        return places;
    }
}
