// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.chart;

import java.util.List;
import java.util.Locale;
import portolan.console.screen.TextLine;

/** A drawing, mark by mark, each on its line. Marks have classes of {@link ChartStyle}. */
public final class Svg {
    /** What a letter of 12 pixels takes at most, on average: no drawing can ask a font. */
    private static final double LETTER = 7;

    private final StringBuilder marks = new StringBuilder();
    private final String style;
    private final double width;
    private final double height;
    private final String label;

    /**
     * An empty drawing of a size in pixels.
     *
     * @param label what it shows, for who cannot see it
     */
    public Svg(String style, double width, double height, String label) {
        this.style = style;
        this.width = width;
        this.height = height;
        this.label = label;
    }

    /** How wide a text is at most, in pixels. */
    public static double widthOf(String text) {
        return LETTER * text.length();
    }

    public Svg line(String style, double x1, double y1, double x2, double y2) {
        return begin("line", style)
                .number("x1", x1)
                .number("y1", y1)
                .number("x2", x2)
                .number("y2", y2)
                .end();
    }

    public Svg bar(String style, double x, double y, double width, double height) {
        return begin("rect", style)
                .attribute("rx", "2")
                .number("x", x)
                .number("y", y)
                .number("width", width)
                .number("height", height)
                .end();
    }

    public Svg dot(String style, double x, double y, double radius) {
        return begin("circle", style)
                .number("cx", x)
                .number("cy", y)
                .number("r", radius)
                .end();
    }

    /** A line through points, x and y each; NaN breaks it off. */
    public Svg path(String style, List<double[]> points) {
        return begin("path", style).attribute("d", way(points)).end();
    }

    private static String way(List<double[]> points) {
        StringBuilder way = new StringBuilder();
        boolean open = false;
        for (double[] point : points) {
            if (Double.isNaN(point[1])) {
                open = false;
                continue;
            }
            way.append(open ? 'L' : 'M').append(number(point[0])).append(' ').append(number(point[1]));
            open = true;
        }
        return way.toString();
    }

    /** A text whose start, middle or end, as the anchor says, stands at x. */
    public Svg text(String style, String anchor, double x, double y, String text) {
        begin("text", style).attribute("text-anchor", anchor).number("x", x).number("y", y);
        marks.append('>').append(harmless(text)).append("</text>\n");
        return this;
    }

    /** A text that is read from below. */
    public Svg upright(String style, double x, double y, String text) {
        begin("text", style)
                .attribute("text-anchor", "middle")
                .attribute("transform", "translate(" + number(x) + ' ' + number(y) + ") rotate(-90)");
        marks.append('>').append(harmless(text)).append("</text>\n");
        return this;
    }

    /** Begins marks that show a text when they are pointed at. */
    public Svg group(String title) {
        marks.append("<g><title>").append(harmless(title)).append("</title>\n");
        return this;
    }

    public Svg endGroup() {
        marks.append("</g>\n");
        return this;
    }

    /** Draws an axis along the bottom, with a line upwards from each tick. */
    public Svg below(Axis axis, double left, double right, double top, double bottom) {
        for (double tick : axis.ticks()) {
            double x = left + axis.at(tick) * (right - left);
            line(tick == 0 && axis.first() < 0 ? "zero" : "grid", x, top, x, bottom);
            text("tick", "middle", x, bottom + 17, axis.text(tick));
        }
        return text("axis", "middle", (left + right) / 2, bottom + 38, axis.label());
    }

    /** Draws an axis along the left, with a line to the right from each tick. */
    public Svg beside(Axis axis, double left, double right, double top, double bottom) {
        for (double tick : axis.ticks()) {
            double y = bottom - axis.at(tick) * (bottom - top);
            line("grid", left, y, right, y);
            text("tick", "end", left - 7, y + 4, axis.text(tick));
        }
        return upright("axis", 14, (top + bottom) / 2, axis.label());
    }

    /** The drawing as a file by itself. */
    public String file() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"" + style + "\" viewBox=\"0 0 " + number(width)
                + ' ' + number(height) + "\" role=\"img\" aria-label=\"" + harmless(label) + "\">\n<style>\n"
                + ChartStyle.CSS + "</style>\n" + marks + "</svg>\n";
    }

    private Svg begin(String element, String style) {
        marks.append('<').append(element);
        return attribute("class", style);
    }

    private Svg number(String name, double value) {
        return attribute(name, number(value));
    }

    /** @param value without characters that would have to be escaped */
    private Svg attribute(String name, String value) {
        marks.append(' ').append(name).append("=\"").append(value).append('"');
        return this;
    }

    private Svg end() {
        marks.append("/>\n");
        return this;
    }

    /** Text made safe for SVG. */
    private static String harmless(String text) {
        return TextLine.harmless(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A coordinate. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
