// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import portolan.console.page.Axis;
import portolan.console.page.Svg;
import portolan.console.screen.TextLine;

/** Horizontal bars in pairs, then above now, on one axis of numbers; a pair may have a limit and a usual range. */
final class PairBars {
    private static final int WIDTH = 640;
    private static final int ROW = 36;
    private static final int BAR = 11;
    private static final int LEFT = 150;
    private static final int RIGHT = 104;
    private static final int TOP = 4;
    private static final int BOTTOM = 48;
    private static final int LONGEST_NAME = 20;

    private final String label;
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(String name, double then, double now, double low, double high, double limit, String style) {}

    /** @param label of the axis, with its unit */
    PairBars(String label) {
        this.label = label;
    }

    PairBars pair(String name, double then, double now, String style) {
        return pair(name, then, now, Double.NaN, Double.NaN, Double.NaN, style);
    }

    /**
     * Adds a pair.
     *
     * @param low lower end of the usual range of now; NaN for none
     * @param limit what there should be at most; NaN for none
     */
    PairBars pair(String name, double then, double now, double low, double high, double limit, String style) {
        pairs.add(new Pair(name, then, now, low, high, limit, style));
        return this;
    }

    Svg draw() {
        double most = 0;
        for (Pair pair : pairs) {
            for (double value : new double[] {pair.then(), pair.now(), pair.high(), pair.limit()}) {
                most = Double.isNaN(value) ? most : Math.max(most, value);
            }
        }
        Axis axis = Axis.linear(label, 0, most);
        int height = TOP + pairs.size() * ROW + BOTTOM;
        Svg svg = new Svg("chart", WIDTH, height, label);
        svg.below(axis, LEFT, WIDTH - RIGHT, TOP, height - BOTTOM);
        for (int i = 0; i < pairs.size(); i++) {
            draw(svg, axis, pairs.get(i), TOP + i * ROW);
        }
        return svg;
    }

    private static void draw(Svg svg, Axis axis, Pair pair, double top) {
        String values = Figures.rate(pair.then()) + " \u2192 " + Figures.rate(pair.now());
        svg.group(pair.name() + ": " + values
                + (Double.isNaN(pair.limit()) ? "" : ", capacity " + Figures.rate(pair.limit())));
        double middle = top + ROW / 2.0;
        svg.text("name", "end", LEFT - 8, middle + 4, TextLine.cut(pair.name(), LONGEST_NAME));
        svg.bar("bar then", LEFT, middle - BAR - 1, Math.max(0.5, px(axis, pair.then()) - LEFT), BAR);
        svg.bar("bar " + pair.style(), LEFT, middle + 1, Math.max(0.5, px(axis, pair.now()) - LEFT), BAR);
        if (!Double.isNaN(pair.low())) {
            double y = middle + 1 + BAR / 2.0;
            svg.line("whisker", px(axis, pair.low()), y, px(axis, pair.high()), y);
            svg.line("whisker", px(axis, pair.low()), y - 3, px(axis, pair.low()), y + 3);
            svg.line("whisker", px(axis, pair.high()), y - 3, px(axis, pair.high()), y + 3);
        }
        if (!Double.isNaN(pair.limit())) {
            svg.line("limit", px(axis, pair.limit()), top + 2, px(axis, pair.limit()), top + ROW - 2);
        }
        svg.text("value", "start", WIDTH - RIGHT + 8, middle + 4, values);
        svg.endGroup();
    }

    private static double px(Axis axis, double value) {
        return LEFT + axis.at(value) * (WIDTH - LEFT - RIGHT);
    }
}
