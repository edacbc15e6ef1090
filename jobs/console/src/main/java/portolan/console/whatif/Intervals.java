// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import portolan.console.page.Axis;
import portolan.console.page.Svg;
import portolan.tuning.Estimate;

/** Estimates one below the other, each a point with its interval. */
final class Intervals {
    private static final int WIDTH = 640;
    private static final int ROW = 40;
    private static final int LEFT = 150;
    private static final int RIGHT = 150;
    private static final int TOP = 4;
    private static final int BOTTOM = 48;

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

    Svg draw() {
        double least = 0;
        double most = 1;
        for (Row row : rows) {
            least = Math.min(least, row.estimate().low());
            most = Math.max(most, row.estimate().high());
        }
        Axis axis = Axis.linear(label, least, most);
        int height = TOP + rows.size() * ROW + BOTTOM;
        Svg svg = new Svg("chart", WIDTH, height, label);
        svg.below(axis, LEFT, WIDTH - RIGHT, TOP, height - BOTTOM);
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, axis, rows.get(i), TOP + i * ROW + ROW / 2.0);
        }
        return svg;
    }

    private static void draw(Svg svg, Axis axis, Row row, double middle) {
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

    private static double px(Axis axis, double value) {
        return LEFT + axis.at(value) * (WIDTH - LEFT - RIGHT);
    }
}
