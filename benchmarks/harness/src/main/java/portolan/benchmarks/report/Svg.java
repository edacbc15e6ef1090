// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.Locale;

/** An SVG image under construction. Its colours are legible on white and on black, since a page may be either. */
final class Svg {
    static final int WIDTH = 760;
    private static final String[] COLOURS = {
        "#3b7dd8", "#d9722a", "#3a9a55", "#b3479c", "#8a7a2e", "#2a9d9d", "#c94040", "#7a68c9"
    };

    private final StringBuilder body = new StringBuilder();
    private final int height;

    Svg(int height, String title) {
        this.height = height;
        text(WIDTH / 2.0, 20, "middle", title);
    }

    static String colour(int series) {
        return COLOURS[series % COLOURS.length];
    }

    void line(double x1, double y1, double x2, double y2, String colour) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x1, y1, x2, y2, colour);
    }

    void bar(double x, double y, double width, double barHeight, String colour) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, width, barHeight, colour);
    }

    void dot(double x, double y, String colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
    }

    void path(String points, String colour) {
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>", points, colour);
    }

    void text(double x, double y, String anchor, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text));
    }

    /** Text along the y axis, read from below. */
    void upright(double x, double y, String text) {
        add(
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                x, y, escaped(text));
    }

    String render() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" fill=\"#808080\">%n%s</svg>%n",
                WIDTH,
                height,
                body);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String form, Object... values) {
        body.append(String.format(Locale.ROOT, form, values)).append('\n');
    }
}
