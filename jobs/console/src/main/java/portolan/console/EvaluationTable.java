package portolan.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** An evaluation as a table of percentages, and a paragraph on how to read it. */
final class EvaluationTable {
    private static final int NAME = 25;
    private static final int CELL = 5;
    private static final String GAP = "  ";

    private EvaluationTable() {}

    static List<String> lines(Evaluation evaluation, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(TextLine.counted(evaluation.examined(), "consignment") + " filed " + evaluation.from() + " to "
                + evaluation.to() + ", assessed and examined; " + TextLine.counted(evaluation.offences(), "offence")
                + ", base rate " + percent(evaluation.baseRate()).strip() + " %");
        lines.add("");
        boolean revenue = evaluation.revenue() != Revenue.UNKNOWN;
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
        lines.add(heads + GAP + right("AUC", CELL));
        for (Detection row : evaluation.rows()) {
            StringBuilder line = new StringBuilder(left(row.name()));
            cells(line, row, Detection.Cut::precision);
            cells(line, row, Detection.Cut::recall);
            if (revenue) {
                cells(line, row, Detection.Cut::revenue);
            }
            lines.add(line + GAP + right(percent(row.auc()), CELL));
        }
        evaluation.notes().forEach(note -> lines.add("(" + note + ")"));
        lines.add("");
        lines.addAll(Paragraph.wrap(howToRead(evaluation), width, ""));
        return lines;
    }

    private static String howToRead(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        text.append("How to read it. Were only the 5 % examined that a row ranks highest (")
                .append(TextLine.counted(Detection.count(5, evaluation.examined()), "consignment"))
                .append("), precision is how many in a hundred of those are offences, recall how many in a")
                .append(" hundred of all offences are among those");
        switch (evaluation.revenue()) {
            case RECOVERED -> text.append(", revenue the share of all money recovered that they bring in");
            case ESTIMATED ->
                text.append(", revenue the share of the duty declared on offending consignments (value x")
                        .append(" rate; no inspection reported what it recovered)");
            case UNKNOWN -> {}
        }
        text.append(". AUC is how often in a hundred an offence stands above a consignment without one: 50 is a coin.")
                .append(" Equal scores are put in order by a hash of the consignment key, so that the order of a file")
                .append(" neither helps nor hurts; in AUC they count half.");
        if (evaluation.learnedFrom() > 0) {
            text.append(" The lookups know the past share of offences under their key, from ")
                    .append(TextLine.number(evaluation.learnedFrom()))
                    .append(" examined ones filed before ")
                    .append(evaluation.from())
                    .append(", whenever the outcome became known (which favours them): (offences + ")
                    .append(PastShare.SMOOTHING)
                    .append(" x base rate) / (examined + ")
                    .append(PastShare.SMOOTHING)
                    .append("), and the base rate for what they never saw. An engine that does not beat them adds")
                    .append(" nothing to a table.");
        }
        text.append(
                        " Only consignments that somebody examined can be counted; where those were not drawn at random, the")
                .append(" figures are not those of all traffic. Dates are UTC.");
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
