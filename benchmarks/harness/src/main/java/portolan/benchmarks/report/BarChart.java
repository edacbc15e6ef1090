package portolan.benchmarks.report;

import java.util.Map;

/** A bar a row, as long as the median, with a line from the least to the most. */
final class BarChart {
    private static final int LEFT = 250;
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
        double width = Svg.WIDTH - LEFT - RIGHT;
        for (double tick : scale.ticks()) {
            double x = LEFT + width * scale.at(tick);
            svg.line(x, TOP, x, bottom, "#80808040");
            svg.text(x, bottom + 16, "middle", Numbers.text(tick));
        }
        svg.text(LEFT + width / 2, bottom + 36, "middle", unit);
        double y = TOP;
        for (Map.Entry<String, Spread> row : rows.entrySet()) {
            Spread spread = row.getValue();
            double middle = y + ROW / 2.0;
            svg.text(LEFT - 8, middle + 4, "end", row.getKey());
            svg.bar(LEFT, y + 4, width * scale.at(spread.median()), ROW - 8, Svg.colour(0));
            svg.line(
                    LEFT + width * scale.at(spread.least()),
                    middle,
                    LEFT + width * scale.at(spread.most()),
                    middle,
                    Svg.colour(1));
            svg.text(LEFT + width * scale.at(spread.most()) + 6, middle + 4, "start", Numbers.text(spread.median()));
            y += ROW;
        }
        svg.line(LEFT, TOP, LEFT, bottom, "#808080");
        return svg.render();
    }
}
