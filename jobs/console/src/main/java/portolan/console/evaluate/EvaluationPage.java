// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portolan.console.page.Axis;
import portolan.console.page.BarChart;
import portolan.console.page.ChartStyle;
import portolan.console.page.Html;
import portolan.console.page.HtmlPage;
import portolan.console.page.LineChart;
import portolan.console.screen.TextLine;

/** An evaluation as one page with charts. */
final class EvaluationPage {
    private static final int MOST_INSPECTED = 20;

    private EvaluationPage() {}

    static String html(Evaluation evaluation) {
        HtmlPage page = new HtmlPage(
                "What the engine finds",
                TextLine.counted(evaluation.consignments(), "consignment") + " filed " + evaluation.from() + " to "
                        + evaluation.to() + ", assessed"
                        + (evaluation.truth() ? "; the truth about all of them is known" : " and examined")
                        + "; times are UTC");
        tiles(page, evaluation);
        page.append("<div class=\"cards\">");
        List<Detection> shown = shown(evaluation);
        page.card(
                "Precision by share inspected",
                "Were the riskiest so many percent inspected: how many of a hundred are offences?",
                precision(evaluation, shown));
        page.card(
                "Recall by share inspected",
                "Were the riskiest so many percent inspected: how many of a hundred offences are among them?",
                recall(shown, MOST_INSPECTED));
        kinds(
                page,
                evaluation.truth() ? "Recall of each scheme" : "Recall of each kind of offence",
                "Bar: among the riskiest 5 %. Paler: 10 %. Mark: 1 %.",
                evaluation.schemes(),
                "engine");
        kinds(
                page,
                "Innocents that look like a scheme",
                "How many of a hundred stand among the riskiest 5 % (bar), 10 % (paler), 1 % (mark). Fewer is better.",
                evaluation.lookalikes(),
                "f");
        if (!evaluation.calibration().bands().isEmpty()) {
            page.card(
                    "Do probabilities mean what they say?",
                    String.format(
                            Locale.ROOT,
                            "A point is a band of predicted probability, its size how many it holds. On the line, as many are"
                                    + " offences as predicted; within the shade, within a factor of 1.5. Log loss %.4f bits, the"
                                    + " base rate's %.4f: %s.",
                            evaluation.calibration().logLoss(),
                            evaluation.calibration().baseLogLoss(),
                            evaluation.calibration().comparedWithBase()),
                    reliability(evaluation.calibration()));
        }
        page.card(
                "Gain",
                "The whole way: share of offences found by share inspected. The diagonal is drawing at random.",
                recall(shown, 100));
        if (!evaluation.ablations().isEmpty()) {
            page.card(
                    "What each memory is worth",
                    "Recall among the riskiest 5 % (bar), 10 % (paler), 1 % (mark), with a memory left out.",
                    ablation(evaluation));
        }
        page.wideCard(
                "All figures",
                "Shares in percent; +- is half the 95 % interval of the AUC (DeLong).",
                table(evaluation));
        page.append("</div><footer><p>");
        evaluation.notes().forEach(note -> page.append(Html.text(note)).append("<br>"));
        return page.append("</p></footer>").html();
    }

    private static void tiles(HtmlPage page, Evaluation evaluation) {
        page.append("<div class=\"tiles\">");
        Detection engine = evaluation.engine();
        page.tile(TextLine.number(evaluation.offences()), "offences, base rate " + Html.percent(evaluation.baseRate()));
        page.tile(Html.percent(engine.precision(1)), "precision at 1 % inspected");
        page.tile(Html.percent(engine.cut(5).recall()), "recall at 5 % inspected");
        page.tile(Html.percent(engine.auc()), "AUC, +- " + Html.percent(engine.aucMargin()));
        Detection best = evaluation.best();
        if (best != null) {
            page.tile(
                    Html.percent(evaluation.shareOfWay(1)),
                    "of the way from the best baseline (" + best.name() + ", " + Html.percent(best.precision(1))
                            + ") to perfect, at 1 %");
        }
        if (!evaluation.calibration().bands().isEmpty()) {
            double less = evaluation.calibration().improvement();
            page.tile(Html.percent(Math.abs(less)), (less < 0 ? "more" : "less") + " log loss than the base rate");
        }
        page.append("</div>");
    }

    /** The engine and the baselines, without the second way of ranking the engine. */
    private static List<Detection> shown(Evaluation evaluation) {
        List<Detection> shown = new ArrayList<>();
        for (Detection row : evaluation.rows()) {
            if (row.equals(evaluation.engine()) || !row.name().startsWith("the engine")) {
                shown.add(row);
            }
        }
        return shown;
    }

    private static String precision(Evaluation evaluation, List<Detection> rows) {
        double most = 0;
        List<List<double[]>> lines = new ArrayList<>();
        for (Detection row : rows) {
            List<double[]> points = new ArrayList<>();
            for (int percent = 1; percent <= MOST_INSPECTED; percent++) {
                double precision = 100 * evaluation.precision(row, percent);
                most = Math.max(most, precision);
                points.add(new double[] {percent, precision});
            }
            lines.add(points);
        }
        LineChart chart = new LineChart(
                "",
                new Axis("share inspected, %", false, List.of(1.0, 2.0, 5.0, 10.0, 15.0, 20.0), Axis::plain),
                Axis.linear("precision, %", 0, most));
        return lines(chart, rows, lines);
    }

    private static String recall(List<Detection> rows, int most) {
        List<List<double[]>> lines = new ArrayList<>();
        for (Detection row : rows) {
            List<double[]> points = new ArrayList<>();
            for (int percent = 0; percent <= most; percent++) {
                points.add(new double[] {percent, 100 * row.gain().get(percent)});
            }
            lines.add(points);
        }
        LineChart chart = new LineChart(
                "", Axis.linear("share inspected, %", 0, most), Axis.linear("recall, % of all offences", 0, 100));
        return lines(chart, rows, lines);
    }

    private static String lines(LineChart chart, List<Detection> rows, List<List<double[]>> lines) {
        for (int i = 0; i < rows.size(); i++) {
            String style = rows.get(i).name().startsWith("random") ? "ideal" : ChartStyle.series(i);
            chart.line(rows.get(i).name(), lines.get(i), style);
        }
        return chart.draw().html();
    }

    private static void kinds(HtmlPage page, String heading, String explanation, List<KindFound> kinds, String style) {
        if (kinds.isEmpty()) {
            return;
        }
        BarChart chart = new BarChart("", percent("share of the kind that is found, %"));
        for (KindFound kind : kinds) {
            chart.bar(bar(kind.kind(), kind.among(5), style)
                    .note(TextLine.number(kind.n()) + " in the period")
                    .between(100 * kind.among(1), 100 * kind.among(10)));
        }
        page.card(heading, explanation, chart.draw().html());
    }

    private static String ablation(Evaluation evaluation) {
        BarChart chart = new BarChart("", percent("recall, % of all offences"));
        chart.bar(bar(evaluation.engine(), "engine"));
        evaluation.ablations().forEach(row -> chart.bar(bar(row, "a")));
        return chart.draw().html();
    }

    private static BarChart.Bar bar(Detection row, String style) {
        return bar(row.name(), row.cut(5).recall(), style)
                .note("AUC " + Html.percent(row.auc()) + ", precision at 1 % " + Html.percent(row.precision(1)))
                .between(100 * row.cut(1).recall(), 100 * row.cut(10).recall());
    }

    private static BarChart.Bar bar(String name, double share, String style) {
        return BarChart.Bar.of(name, 100 * share, Html.percent(share), style);
    }

    private static Axis percent(String label) {
        return Axis.inSteps(label, 0, 100, 20);
    }

    private static String reliability(Calibration calibration) {
        List<Double> ticks = List.of(0.0001, 0.001, 0.01, 0.1, 1.0);
        Axis predicted =
                new Axis("predicted probability, % (each step ten times)", true, ticks, EvaluationPage::inPercent);
        Axis observed = new Axis("observed share of offences, %", true, ticks, EvaluationPage::inPercent);
        List<double[]> ideal = new ArrayList<>();
        List<double[]> lower = new ArrayList<>();
        List<double[]> upper = new ArrayList<>();
        for (double at = 1e-4; at < 1.0001; at *= 1.1) {
            double inside = Math.min(1, at);
            ideal.add(new double[] {inside, inside});
            lower.add(new double[] {inside, inside / 1.5});
            upper.add(new double[] {inside, Math.min(1, inside * 1.5)});
        }
        LineChart chart = new LineChart("", predicted, observed)
                .between(lower, upper, "engine")
                .line("as many as predicted", ideal, "ideal");
        for (Calibration.Reliability band : calibration.bands()) {
            String title = String.format(
                    Locale.ROOT,
                    "%s: predicted %.2f %%, observed %.2f %%, factor %.2f",
                    TextLine.counted(band.n(), "consignment"),
                    100 * band.predicted(),
                    100 * band.observed(),
                    band.factor());
            chart.point(
                    band.predicted(), band.observed(), 3 + 1.6 * Math.log10(Math.max(1, band.n())), title, "engine");
        }
        return chart.draw().html();
    }

    private static String inPercent(double share) {
        return Axis.plain(Math.round(share * 1e6) / 1e4);
    }

    private static String table(Evaluation evaluation) {
        boolean revenue = evaluation.revenue() != Revenue.UNKNOWN;
        List<String> blocks = revenue ? List.of("Precision", "Recall", "Revenue") : List.of("Precision", "Recall");
        StringBuilder table = new StringBuilder("<table><tr><th></th>");
        blocks.forEach(block -> table.append("<th colspan=\"4\">").append(block).append(" at</th>"));
        table.append("<th colspan=\"2\"></th></tr><tr><th></th>");
        for (int block = 0; block < blocks.size(); block++) {
            Detection.PERCENTS.forEach(
                    percent -> table.append("<th>").append(percent).append(" %</th>"));
        }
        table.append("<th>AUC</th><th>+-</th></tr>");
        List<Detection> rows = new ArrayList<>(evaluation.rows());
        rows.addAll(evaluation.ablations());
        for (Detection row : rows) {
            table.append(row.equals(evaluation.engine()) ? "<tr class=\"engine\"><td>" : "<tr><td>")
                    .append(Html.text(row.name()))
                    .append("</td>");
            row.cuts().forEach(cut -> cell(table, cut.precision()));
            row.cuts().forEach(cut -> cell(table, cut.recall()));
            if (revenue) {
                row.cuts().forEach(cut -> cell(table, cut.revenue()));
            }
            cell(table, row.auc());
            cell(table, row.aucMargin());
            table.append("</tr>");
        }
        return table.append("</table>").toString();
    }

    private static void cell(StringBuilder table, double share) {
        table.append("<td>")
                .append(Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : "–")
                .append("</td>");
    }
}
