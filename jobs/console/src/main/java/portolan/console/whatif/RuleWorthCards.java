// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import portolan.console.page.Axis;
import portolan.console.page.ChartStyle;
import portolan.console.page.Html;
import portolan.console.page.HtmlPage;
import portolan.console.page.LineChart;
import portolan.console.screen.TextLine;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/** What each rule of the candidate is worth, on a page, and whether it stays so. */
final class RuleWorthCards {
    private static final int MOST_DECAY_LINES = 7;

    private final WhatIfAnswer answer;
    private final HtmlPage page;

    RuleWorthCards(WhatIfAnswer answer, HtmlPage page) {
        this.answer = answer;
        this.page = page;
    }

    /** Precision over the quarters of the period, of rules that have decayed, else of those that fire most. */
    void decay() {
        List<RuleCard> shown = Stream.concat(
                        answer.rules().stream().filter(card -> card.state() == RuleCard.State.DECAYED),
                        Ranked.rules(answer.rules()).stream()
                                .filter(card -> card.state() == RuleCard.State.USED
                                        && card.quarters().stream()
                                                .allMatch(quarter ->
                                                        quarter.found().of() > 0)))
                .limit(MOST_DECAY_LINES)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        double most = 0;
        List<List<double[]>> lines = new ArrayList<>();
        for (RuleCard card : shown) {
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i < card.quarters().size(); i++) {
                double percent = 100 * card.quarters().get(i).found().share();
                most = Double.isNaN(percent) ? most : Math.max(most, percent);
                points.add(new double[] {i + 1.0, percent});
            }
            lines.add(points);
        }
        LineChart chart =
                new LineChart("", Axis.inSteps("quarter of the period", 1, 4, 1), Axis.linear("precision, %", 0, most));
        for (int i = 0; i < shown.size(); i++) {
            chart.line(shown.get(i).rule(), lines.get(i), ChartStyle.series(i));
        }
        page.card(
                "Do rules hold over time?",
                "How many of a hundred examined consignments, for which a rule fires, are offences, by quarter. Rules that"
                        + " have decayed first, then those that fire most.",
                chart.draw().html());
    }

    void rules() {
        LiftPlot plot = LiftPlot.of(answer.rules());
        StringBuilder table =
                new StringBuilder("<table class=\"rules\"><tr><th>rule</th><th>fired</th><th class=\"roomy\">share</th>"
                        + "<th class=\"roomy\">examined</th>"
                        + "<th>found</th><th>precision</th><th>lift</th><th>" + plot.head()
                        + "</th><th class=\"roomy name\">fires with</th></tr>");
        for (RuleCard card : Ranked.rules(answer.rules())) {
            String like = card.like() == null ? "" : card.like() + " (" + Math.round(100 * card.likeShare()) + " %)";
            table.append("<tr><td title=\"")
                    .append(Html.text(String.join(", ", card.threats())))
                    .append("\">")
                    .append(Html.text(card.rule()))
                    .append(faulty(card))
                    .append("</td>");
            cell(table, TextLine.number(card.fired()));
            roomyCell(table, share(card));
            roomyCell(table, TextLine.number(card.found().of()));
            cell(table, TextLine.number(card.found().found()));
            cell(table, Figures.percent(card.found().share()));
            cell(table, Figures.factor(card.lift()));
            table.append("<td>")
                    .append(plot.row(card))
                    .append("</td><td class=\"roomy name soft\">")
                    .append(Html.text(like))
                    .append("</td></tr>");
        }
        page.wideCard(
                "What each rule is worth",
                "Those to look at first come first: dead (never fired), blind (files lack what it asks for), subsumed (adds nothing to another), decayed. Lift"
                        + " is how many times likelier an offence is where the rule fires than among all that was examined,"
                        + " with its 95 % interval (Wilson); each step of the axis is ten times.",
                table.append("</table>").toString());
    }

    private static String faulty(RuleCard card) {
        return card.state() == RuleCard.State.USED
                ? ""
                : " <b class=\"faulty\" title=\"" + Html.text(InWords.state(card)) + "\">"
                        + card.state().name().toLowerCase(Locale.ROOT) + "</b>";
    }

    private static String share(RuleCard card) {
        return Figures.percent(card.consignments() == 0 ? Double.NaN : (double) card.fired() / card.consignments());
    }

    /** One that gives way on a narrow screen. */
    private static void roomyCell(StringBuilder table, String text) {
        table.append("<td class=\"roomy\">").append(text).append("</td>");
    }

    private static void cell(StringBuilder table, String text) {
        table.append("<td>").append(text).append("</td>");
    }
}
