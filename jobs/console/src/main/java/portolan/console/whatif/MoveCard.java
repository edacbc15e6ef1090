// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.stream.Collectors;
import portolan.console.page.Html;
import portolan.console.page.HtmlPage;
import portolan.console.screen.TextLine;
import portolan.tuning.WhatIfAnswer;

/** Who comes into another lane, on a page, and why. */
final class MoveCard {
    private static final int MOST_REASONS = 3;

    private final WhatIfAnswer answer;
    private final HtmlPage page;

    MoveCard(WhatIfAnswer answer, HtmlPage page) {
        this.answer = answer;
        this.page = page;
    }

    void moves() {
        StringBuilder table =
                new StringBuilder("<table><tr><th>from</th><th class=\"name\">to</th><th>consignments</th>"
                        + "<th>known offences</th><th style=\"text-align:left\">mostly by</th></tr>");
        for (WhatIfAnswer.Move move : answer.moves()) {
            String reasons = move.reasons().stream()
                    .limit(MOST_REASONS)
                    .map(reason -> MoveLines.what(reason.what())
                            + (reason.bits() == 0 ? "" : " " + Figures.signedBits(reason.bits()) + " bits") + " ("
                            + Figures.percent((double) reason.consignments() / move.looked()) + ")")
                    .collect(Collectors.joining("; "));
            table.append("<tr><td>")
                    .append(Figures.lane(move.from()))
                    .append("</td><td class=\"name\">")
                    .append(Figures.lane(move.to()))
                    .append("</td><td>")
                    .append(TextLine.number(move.consignments()))
                    .append("</td><td>")
                    .append(TextLine.number(move.offences()))
                    .append("</td><td class=\"words\">")
                    .append(Html.text(reasons))
                    .append("</td></tr>");
        }
        page.wideCard(
                "Who moves, and why",
                "Reasons are what differs in the threat that decided, with the mean difference in bits (+1 doubles the"
                        + " odds) and for how many of those who move.",
                table.append("</table>").toString());
    }
}
