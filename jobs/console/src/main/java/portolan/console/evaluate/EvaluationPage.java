// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import portolan.console.page.Axis;
import portolan.console.page.BarChart;
import portolan.console.page.ChartStyle;
import portolan.console.page.Html;
import portolan.console.page.LineChart;
import portolan.console.page.Svg;
import portolan.console.page.Templates;
import portolan.console.screen.TextLine;

/** An evaluation as one page with charts. */
record EvaluationPage(Evaluation evaluation) {
    static final Templates TEMPLATES = new Templates("portolan.console");

    private static final int MOST_INSPECTED = 20;

    static String html(Evaluation evaluation) {
        return TEMPLATES.page("evaluate/evaluation.jte", Map.of("page", new EvaluationPage(evaluation)));
    }

    String lead() {
        return TextLine.counted(evaluation.consignments(), "consignment") + " filed " + evaluation.from() + " to "
                + evaluation.to() + " (UTC), assessed"
                + (evaluation.truth() ? "; the truth about all of them is known" : " and examined");
    }

    boolean isCalibrated() {
        return !evaluation.calibration().bands().isEmpty();
    }

    String logLoss() {
        return String.format(
                Locale.ROOT,
                "Log loss %.3f bits, base rate %.3f: %s.",
                evaluation.calibration().logLoss(),
                evaluation.calibration().baseLogLoss(),
                evaluation.calibration().comparedWithBase());
    }

    /** The engine and the baselines, without the second way of ranking the engine. */
    private List<Detection> shown() {
        List<Detection> shown = new ArrayList<>();
        for (Detection row : evaluation.rows()) {
            if (row.equals(evaluation.engine()) || !row.name().startsWith("the engine")) {
                shown.add(row);
            }
        }
        return shown;
    }

    Svg precision() {
        List<Detection> rows = shown();
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

    Svg recall() {
        return recall(MOST_INSPECTED);
    }

    Svg gain() {
        return recall(100);
    }

    private Svg recall(int most) {
        List<Detection> rows = shown();
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

    private static Svg lines(LineChart chart, List<Detection> rows, List<List<double[]>> lines) {
        for (int i = 0; i < rows.size(); i++) {
            String style = rows.get(i).name().startsWith("random") ? "ideal" : ChartStyle.series(i);
            chart.line(rows.get(i).name(), lines.get(i), style);
        }
        return chart.draw();
    }

    static Svg kinds(List<KindFound> kinds, String style) {
        BarChart chart = new BarChart("", percent("share of the kind that is found, %"));
        for (KindFound kind : kinds) {
            chart.bar(bar(kind.kind(), kind.among(5), style)
                    .note(TextLine.number(kind.n()) + " in the period")
                    .between(100 * kind.among(1), 100 * kind.among(10)));
        }
        return chart.draw();
    }

    Svg ablation() {
        BarChart chart = new BarChart("", percent("recall, % of all offences"));
        chart.bar(bar(evaluation.engine(), "engine"));
        evaluation.ablations().forEach(row -> chart.bar(bar(row, "a")));
        return chart.draw();
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

    Svg reliability() {
        Calibration calibration = evaluation.calibration();
        List<Double> ticks = List.of(0.0001, 0.001, 0.01, 0.1, 1.0);
        Axis predicted = new Axis("predicted probability, % (logarithmic)", true, ticks, EvaluationPage::inPercent);
        Axis observed = new Axis("offences, %", true, ticks, EvaluationPage::inPercent);
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
        return chart.draw();
    }

    private static String inPercent(double share) {
        return Axis.plain(Math.round(share * 1e6) / 1e4);
    }

    boolean hasRevenue() {
        return evaluation.revenue() != Revenue.UNKNOWN;
    }

    /** All rows of the table: the engine, the baselines, and the engine with parts left out. */
    List<Detection> rows() {
        return Stream.concat(evaluation.rows().stream(), evaluation.ablations().stream())
                .toList();
    }

    /** A share in percent, without the sign. */
    static String cell(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : "–";
    }
}
