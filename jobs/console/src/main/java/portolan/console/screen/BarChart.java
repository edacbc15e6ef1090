// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * Horizontal bars from 0 to 100 %, each with a paler one behind it that goes further and a mark that goes less far:
 * what looking at more, and at less, would find.
 */
public final class BarChart {
    private static final int WIDTH = 560;
    private static final int ROW = 26;
    private static final int LEFT = 190;
    private static final int RIGHT = 62;
    private static final int TOP = 6;
    private static final int BOTTOM = 46;

    private final String label;
    private final List<Bar> bars = new ArrayList<>();

    /**
     * A chart without bars yet.
     *
     * @param label of the axis, with its unit
     */
    public BarChart(String label) {
        this.label = label;
    }

    private record Bar(String name, String note, double less, double share, double more, String style) {}

    /**
     * Adds a bar.
     *
     * @param note shown beside the bar when it is pointed at
     * @param less share for the mark; NaN for none
     * @param more share for the paler bar; NaN for none
     */
    public BarChart bar(String name, String note, double less, double share, double more, String style) {
        bars.add(new Bar(name, note, less, share, more, style));
        return this;
    }

    public String svg() {
        int height = TOP + bars.size() * ROW + BOTTOM;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.text(label))
                .append("\">");
        for (int tick = 0; tick <= 100; tick += 20) {
            String at = Html.number(px(tick / 100.0));
            svg.append("<line class=\"grid\" x1=\"")
                    .append(at)
                    .append("\" x2=\"")
                    .append(at)
                    .append("\" y1=\"")
                    .append(TOP)
                    .append("\" y2=\"")
                    .append(height - BOTTOM)
                    .append("\"/>");
            svg.append("<text class=\"tick\" text-anchor=\"middle\" x=\"")
                    .append(at)
                    .append("\" y=\"")
                    .append(height - BOTTOM + 17)
                    .append("\">")
                    .append(tick)
                    .append("</text>");
        }
        svg.append("<text class=\"axis\" text-anchor=\"middle\" x=\"")
                .append((LEFT + WIDTH - RIGHT) / 2)
                .append("\" y=\"")
                .append(height - 8)
                .append("\">")
                .append(Html.text(label))
                .append("</text>");
        int top = TOP;
        for (Bar bar : bars) {
            append(svg, bar, top);
            top += ROW;
        }
        return svg.append("</svg>").toString();
    }

    private void append(StringBuilder svg, Bar bar, int top) {
        int middle = top + ROW / 2;
        svg.append("<g><title>")
                .append(Html.text(bar.name() + ": " + bar.note()))
                .append("</title>");
        svg.append("<text class=\"name\" text-anchor=\"end\" dy=\"4\" x=\"")
                .append(LEFT - 8)
                .append("\" y=\"")
                .append(middle)
                .append("\">")
                .append(Html.text(TextLine.cut(bar.name(), 26)))
                .append("</text>");
        if (Double.isFinite(bar.more())) {
            rect(svg, "bar pale " + bar.style(), bar.more(), top);
        }
        rect(svg, "bar " + bar.style(), Double.isFinite(bar.share()) ? bar.share() : 0, top);
        if (Double.isFinite(bar.less())) {
            String at = Html.number(px(bar.less()));
            svg.append("<line class=\"mark\" x1=\"")
                    .append(at)
                    .append("\" x2=\"")
                    .append(at)
                    .append("\" y1=\"")
                    .append(top + 4)
                    .append("\" y2=\"")
                    .append(top + ROW - 4)
                    .append("\"/>");
        }
        svg.append("<text class=\"value\" dy=\"4\" x=\"")
                .append(WIDTH - RIGHT + 8)
                .append("\" y=\"")
                .append(middle)
                .append("\">")
                .append(Html.percent(bar.share()))
                .append("</text></g>");
    }

    private static void rect(StringBuilder svg, String style, double share, int top) {
        svg.append("<rect class=\"")
                .append(style)
                .append("\" x=\"")
                .append(LEFT)
                .append("\" y=\"")
                .append(top + 5)
                .append("\" height=\"")
                .append(ROW - 10)
                .append("\" rx=\"2\" width=\"")
                .append(Html.number(Math.max(0.5, px(share) - LEFT)))
                .append("\"/>");
    }

    private static double px(double share) {
        return LEFT + Math.max(0, Math.min(1, share)) * (WIDTH - LEFT - RIGHT);
    }
}
