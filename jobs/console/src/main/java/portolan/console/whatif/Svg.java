// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import portolan.console.screen.Html;

/** An inline drawing, mark by mark; it takes its colours from the page around it. */
final class Svg {
    private final StringBuilder marks = new StringBuilder();

    /** @param label what it shows, for who cannot see it */
    Svg(String style, double width, double height, String label) {
        marks.append("<svg class=\"")
                .append(style)
                .append("\" viewBox=\"0 0 ")
                .append(Html.number(width))
                .append(' ')
                .append(Html.number(height))
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.text(label))
                .append("\">");
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        marks.append("<line class=\"").append(style).append('"');
        number("x1", x1).number("y1", y1).number("x2", x2).number("y2", y2);
        marks.append("/>");
        return this;
    }

    Svg bar(String style, double x, double y, double width, double height) {
        marks.append("<rect class=\"").append(style).append("\" rx=\"2\"");
        number("x", x).number("y", y).number("width", width).number("height", height);
        marks.append("/>");
        return this;
    }

    Svg dot(String style, double x, double y, double radius) {
        marks.append("<circle class=\"").append(style).append('"');
        number("cx", x).number("cy", y).number("r", radius);
        marks.append("/>");
        return this;
    }

    /** @param anchor start, middle or end */
    Svg text(String style, String anchor, double x, double y, String text) {
        marks.append("<text class=\"")
                .append(style)
                .append("\" text-anchor=\"")
                .append(anchor)
                .append('"');
        number("x", x).number("y", y);
        marks.append('>').append(Html.text(text)).append("</text>");
        return this;
    }

    /** Begins marks that show a text when they are pointed at. */
    Svg group(String title) {
        marks.append("<g><title>").append(Html.text(title)).append("</title>");
        return this;
    }

    Svg endGroup() {
        marks.append("</g>");
        return this;
    }

    private Svg number(String name, double value) {
        marks.append(' ').append(name).append("=\"").append(Html.number(value)).append('"');
        return this;
    }

    String html() {
        return marks + "</svg>";
    }
}
