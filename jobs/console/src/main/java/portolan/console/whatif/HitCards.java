// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import portolan.console.page.HtmlPage;
import portolan.tuning.Hits;
import portolan.tuning.WhatIfAnswer;

/** What examinations would find, on a page, and whether there are hands enough for them. */
final class HitCards {
    private final WhatIfAnswer answer;
    private final HtmlPage page;

    HitCards(WhatIfAnswer answer, HtmlPage page) {
        this.answer = answer;
        this.page = page;
    }

    void hits() {
        Hits hits = answer.hits();
        Intervals chart = new Intervals("offences that an examination of all would find");
        chart.row("red then", hits.then(), "then");
        boolean isKnown = hits.isFair() || hits.gained().consignments() == 0;
        if (isKnown) {
            chart.row("red now", hits.now(), "red").row("difference", hits.difference(), "engine");
        } else {
            chart.row("red then, and now", hits.kept().offences(), "red")
                    .row("red then, not now", hits.lost().offences(), "engine");
        }
        page.card(
                "What would be found",
                "Points are estimates, bars their 95 % intervals. " + HitLines.restsOn(hits)
                        + (isKnown ? "" : " What the candidate alone makes red is not shown: it has no fair sample."),
                chart.html());
    }

    void workload() {
        PairBars chart = new PairBars("selected a day, on average");
        for (WhatIfAnswer.Workload each : answer.workload()) {
            chart.pair(
                    InWords.capacity(answer.about(), each),
                    each.then(),
                    each.now(),
                    each.nowLow(),
                    each.nowHigh(),
                    each.capacity(),
                    Figures.lane(each.lane()));
        }
        page.card(
                "Workload against budget",
                "Grey: then. Colour: now, eight days in ten lie on the thin line. Upright mark: the capacity.",
                chart.html());
    }

    void noBudgets() {
        page.card(
                "Workload against budget",
                "The candidate states no budgets, or none for days and offices of this period: nothing to hold it against.",
                "");
    }
}
