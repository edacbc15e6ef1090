// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.Map;

/** A bar a row, as long as the median, with a line from the least to the most. */
final class BarChart {
    private static final int LEFT = 250;
    private static final int GAP = 8;
    /** Width of a letter of twelve pixels in a wide font. */
    private static final double LETTER = 7;

    private static final int RIGHT = 70;
    private static final int TOP = 36;
    private static final int ROW = 24;
    private static final int BOTTOM = 46;

    private BarChart() {}

    static String render(String title, String unit, Map<String, Spread> rows) {
        int bottom = TOP + rows.size() * ROW;
        Svg svg = new Svg(bottom + BOTTOM, title);
        double most = rows.values().stream().mapToDouble(Spread::most).max().orElse(1);
        Scale scale = Scale.linear(most);
        double left = left(rows);
        double width = Svg.WIDTH - left - RIGHT;
        for (double tick : scale.ticks()) {
            double x = left + width * scale.at(tick);
            svg.line(x, TOP, x, bottom, "#80808040");
            svg.text(x, bottom + 16, "middle", Numbers.text(tick));
        }
        svg.text(left + width / 2, bottom + 36, "middle", unit);
        double y = TOP;
        for (Map.Entry<String, Spread> row : rows.entrySet()) {
            Spread spread = row.getValue();
            double middle = y + ROW / 2.0;
            svg.text(left - GAP, middle + 4, "end", row.getKey());
            svg.bar(left, y + 4, width * scale.at(spread.median()), ROW - 8, Svg.colour(0));
            svg.line(
                    left + width * scale.at(spread.least()),
                    middle,
                    left + width * scale.at(spread.most()),
                    middle,
                    Svg.colour(1));
            svg.text(left + width * scale.at(spread.most()) + 6, middle + 4, "start", Numbers.text(spread.median()));
            y += ROW;
        }
        svg.line(left, TOP, left, bottom, "#808080");
        return svg.render();
    }

    /** Room for the longest name: a row of several factors says more than the usual width holds. */
    private static double left(Map<String, Spread> rows) {
        int longest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        return Math.min(Svg.WIDTH / 2.0 + RIGHT, Math.max(LEFT, longest * LETTER + 2 * GAP));
    }
}
