// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import portolan.console.screen.LineChart;
import portolan.tuning.Estimate;

/** Estimates one below the other, each a point with its interval. */
final class Intervals {
    private static final int WIDTH = 560;
    private static final int ROW = 40;
    private static final int LEFT = 150;
    private static final int RIGHT = 150;
    private static final int TOP = 4;
    private static final int BOTTOM = 42;

    private final String label;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, Estimate estimate, String style) {}

    /** @param label of the axis, with its unit */
    Intervals(String label) {
        this.label = label;
    }

    Intervals row(String name, Estimate estimate, String style) {
        rows.add(new Row(name, estimate, style));
        return this;
    }

    String html() {
        double least = 0;
        double most = 1;
        for (Row row : rows) {
            least = Math.min(least, row.estimate().low());
            most = Math.max(most, row.estimate().high());
        }
        double step = LineChart.step(most - least);
        double from = step * Math.floor(least / step);
        LineChart.Axis axis = LineChart.Axis.linear(label, from, step * Math.ceil(most / step), step);
        int height = TOP + rows.size() * ROW + BOTTOM;
        Svg svg = new Svg("chart", WIDTH, height, label);
        for (double tick : axis.ticks()) {
            svg.line(tick == 0 ? "zero" : "grid", px(axis, tick), TOP, px(axis, tick), height - BOTTOM);
            svg.text("tick", "middle", px(axis, tick), height - BOTTOM + 16, Figures.tick(tick));
        }
        svg.text("axis", "middle", (LEFT + WIDTH - RIGHT) / 2.0, height - 7, label);
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, axis, rows.get(i), TOP + i * ROW + ROW / 2.0);
        }
        return svg.html();
    }

    private static void draw(Svg svg, LineChart.Axis axis, Row row, double middle) {
        Estimate estimate = row.estimate();
        String shown = Figures.estimate(estimate);
        svg.group(row.name() + ": " + shown);
        svg.text("name", "end", LEFT - 8, middle + 4, row.name());
        String line = "interval " + row.style();
        svg.line(line, px(axis, estimate.low()), middle, px(axis, estimate.high()), middle);
        svg.line(line, px(axis, estimate.low()), middle - 6, px(axis, estimate.low()), middle + 6);
        svg.line(line, px(axis, estimate.high()), middle - 6, px(axis, estimate.high()), middle + 6);
        if (!estimate.isUnknown()) {
            svg.dot("point " + row.style(), px(axis, estimate.value()), middle, 6);
        }
        svg.text("value", "start", WIDTH - RIGHT + 10, middle + 4, shown);
        svg.endGroup();
    }

    private static double px(LineChart.Axis axis, double value) {
        return LEFT + axis.at(value) * (WIDTH - LEFT - RIGHT);
    }
}
