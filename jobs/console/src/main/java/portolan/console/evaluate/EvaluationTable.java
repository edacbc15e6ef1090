// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import portolan.console.screen.Paragraph;
import portolan.console.screen.TextLine;

/** An evaluation as a table of percentages, and a paragraph on how to read it. */
final class EvaluationTable {
    private static final int NAME = 23;
    private static final int CELL = 5;
    private static final String GAP = "  ";

    private EvaluationTable() {}

    static List<String> lines(Evaluation evaluation, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(TextLine.counted(evaluation.consignments(), "consignment") + " filed " + evaluation.from() + " to "
                + evaluation.to() + ", assessed" + (evaluation.truth() ? "" : " and examined") + "; "
                + TextLine.counted(evaluation.offences(), "offence")
                + ", base rate " + percent(evaluation.baseRate()).strip() + " %");
        lines.add("");
        boolean revenue = evaluation.revenue() != Revenue.UNKNOWN;
        heads(lines, evaluation, revenue);
        evaluation.rows().forEach(row -> row(lines, row, revenue));
        way(lines, evaluation);
        kinds(lines, evaluation.truth() ? "Schemes: recall %" : "Outcomes: recall %", evaluation.schemes());
        kinds(lines, "Look-alikes: share %", evaluation.lookalikes());
        calibration(lines, evaluation.calibration());
        if (!evaluation.notes().isEmpty()) {
            lines.add("");
            evaluation.notes().forEach(note -> lines.add("(" + note + ")"));
        }
        lines.add("");
        lines.addAll(Paragraph.wrap(howToRead(evaluation), width, ""));
        return lines;
    }

    private static void heads(List<String> lines, Evaluation evaluation, boolean revenue) {
        lines.add((" ".repeat(NAME)
                        + GAP
                        + block("Precision %")
                        + GAP
                        + block("Recall %")
                        + (revenue
                                ? GAP
                                        + block("Revenue %, "
                                                + evaluation.revenue().word())
                                : ""))
                .stripTrailing());
        StringBuilder heads = new StringBuilder(left("among the top"));
        for (int blocks = 0; blocks < (revenue ? 3 : 2); blocks++) {
            heads.append(GAP);
            Detection.PERCENTS.forEach(percent -> heads.append(right(percent + "%", CELL)));
        }
        lines.add(heads + right("AUC", CELL + 1) + right("+-", CELL));
    }

    private static void row(List<String> lines, Detection row, boolean revenue) {
        StringBuilder line = new StringBuilder(left(row.name()));
        cells(line, row, Detection.Cut::precision);
        cells(line, row, Detection.Cut::recall);
        if (revenue) {
            cells(line, row, Detection.Cut::revenue);
        }
        lines.add(line + right(percent(row.auc()), CELL + 1) + right(percent(row.aucMargin()), CELL));
    }

    private static void way(List<String> lines, Evaluation evaluation) {
        Detection best = evaluation.best();
        if (best == null) {
            return;
        }
        lines.add("");
        lines.add("Precision at 1 %: the best baseline (" + best.name() + ") "
                + percent(best.precision(1)) + ", the engine "
                + percent(evaluation.engine().precision(1)) + ", perfect " + percent(evaluation.perfectPrecision(1))
                + ": " + percent(evaluation.shareOfWay(1)) + " % of the way");
    }

    private static void kinds(List<String> lines, String title, List<KindFound> kinds) {
        if (kinds.isEmpty()) {
            return;
        }
        lines.add("");
        StringBuilder heads =
                new StringBuilder(left(title)).append(right("n", 9)).append(GAP);
        Detection.PERCENTS.forEach(percent -> heads.append(right(percent + "%", CELL + 1)));
        lines.add(heads.toString());
        for (KindFound kind : kinds) {
            StringBuilder line = new StringBuilder(left(TextLine.cut(TextLine.harmless(kind.kind()), NAME)))
                    .append(right(TextLine.number(kind.n()), 9))
                    .append(GAP);
            kind.shares().forEach(share -> line.append(right(percent(share), CELL + 1)));
            lines.add(line.toString());
        }
    }

    private static void calibration(List<String> lines, Calibration calibration) {
        if (calibration.bands().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-25s%9s%12s%12s%9s",
                "Calibration: probability",
                "n",
                "predicted %",
                "observed %",
                "factor"));
        for (Calibration.Reliability band : calibration.bands()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-25s%9s%12.2f%12.2f%9.2f",
                    number(100 * band.from()) + " to " + number(100 * band.to()) + " %",
                    TextLine.number(band.n()),
                    100 * band.predicted(),
                    100 * band.observed(),
                    band.factor()));
        }
        lines.add(String.format(
                Locale.ROOT,
                "Log loss %.4f bits, of the base rate %.4f: %s",
                calibration.logLoss(),
                calibration.baseLogLoss(),
                calibration.comparedWithBase()));
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.1f", number);
    }

    private static String howToRead(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        text.append("How to read it. Were only the 5 % examined that a row ranks highest (")
                .append(TextLine.counted(Detection.count(5, evaluation.consignments()), "consignment"))
                .append("), precision is how many in a hundred of those are offences, recall how many in a")
                .append(" hundred of all offences are among those");
        switch (evaluation.revenue()) {
            case RECOVERED ->
                text.append(
                        evaluation.truth()
                                ? ", revenue the share of all that offences withhold"
                                : ", revenue the share of all money recovered that they bring in");
            case ESTIMATED ->
                text.append(", revenue the share of the duty declared on offending consignments (value x")
                        .append(" rate; no inspection reported what it recovered)");
            case UNKNOWN -> {}
        }
        text.append(". AUC is how often in a hundred an offence stands above a consignment without one: 50 is a coin;")
                .append(" +- is half its 95 % interval (DeLong). Equal scores are put in order by a hash of the")
                .append(
                        " consignment key, so that the order of a file neither helps nor hurts; in AUC they count half.");
        if (!evaluation.calibration().bands().isEmpty()) {
            text.append(" The engine is ranked by the probability that any of the threats is real.");
        }
        text.append(
                        " The lookups know the past share of offences under their key, (offences + s x base rate) / (examined")
                .append(" + s), from outcomes reported before each consignment was filed (")
                .append(TextLine.number(evaluation.lessons()))
                .append(
                        " before the period), and the base rate for what they never saw; s was chosen by their precision")
                .append(" before the period. An engine that does not beat them adds nothing to a table.");
        if (!evaluation.truth()) {
            text.append(
                            " Only consignments that somebody examined can be counted; where those were not drawn at random,")
                    .append(" the figures are not those of all traffic.");
        }
        text.append(" Dates are UTC.");
        return text.toString();
    }

    private static void cells(StringBuilder line, Detection row, ToDoubleFunction<Detection.Cut> figure) {
        line.append(GAP);
        row.cuts().forEach(cut -> line.append(right(percent(figure.applyAsDouble(cut)), CELL)));
    }

    /** One decimal, and none for the full hundred, which keeps to four columns. */
    private static String percent(double share) {
        if (Double.isNaN(share)) {
            return "-";
        }
        String rounded = String.format(Locale.ROOT, "%.1f", share * 100);
        return rounded.equals("100.0") ? "100" : rounded;
    }

    private static String block(String title) {
        return String.format(Locale.ROOT, " %-" + (Detection.PERCENTS.size() * CELL - 1) + "s", title);
    }

    private static String left(String text) {
        return String.format(Locale.ROOT, "%-" + NAME + "s", text);
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - text.length())) + text;
    }
}
