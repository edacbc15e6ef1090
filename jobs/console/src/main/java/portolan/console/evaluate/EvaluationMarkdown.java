// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** An evaluation as a page of Markdown: one table, shares in percent. */
final class EvaluationMarkdown {
    private EvaluationMarkdown() {}

    /**
     * The page.
     *
     * @param command that measured it
     */
    static String text(Evaluation evaluation, String command) {
        StringBuilder page = new StringBuilder("# Evaluation\n\n");
        page.append("What does each ranking find among its top 1, 2, 5 and 10 %?\n\n");
        page.append(evaluation.consignments())
                .append(" consignments filed ")
                .append(evaluation.from())
                .append(" to ")
                .append(evaluation.to())
                .append(", ")
                .append(evaluation.offences())
                .append(" offences. Revenue: ")
                .append(
                        evaluation.revenue() == Revenue.UNKNOWN
                                ? "unknown"
                                : evaluation.revenue().word())
                .append(".\n\n|ranking|precision %|recall %|revenue %|AUC %|\n|---|--:|--:|--:|--:|\n");
        for (Detection row : evaluation.rows()) {
            page.append('|').append(row.name());
            cell(page, row, Detection.Cut::precision);
            cell(page, row, Detection.Cut::recall);
            cell(page, row, Detection.Cut::revenue);
            page.append('|').append(percent(row.auc())).append("|\n");
        }
        evaluation.notes().forEach(note -> page.append("\n- ").append(note));
        page.append(evaluation.notes().isEmpty() ? "" : "\n");
        return page.append("\n```\n").append(command).append("\n```\n").toString();
    }

    private static void cell(StringBuilder page, Detection row, ToDoubleFunction<Detection.Cut> figure) {
        page.append('|');
        String between = "";
        for (Detection.Cut cut : row.cuts()) {
            page.append(between).append(percent(figure.applyAsDouble(cut)));
            between = " ";
        }
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
