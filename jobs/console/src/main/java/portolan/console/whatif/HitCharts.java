// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import portolan.console.page.Svg;
import portolan.tuning.Hits;
import portolan.tuning.WhatIfAnswer;

/** What examinations would find, drawn, and whether there are hands enough for them. */
record HitCharts(WhatIfAnswer answer) {
    /** Whether what the candidate would find can be estimated at all. */
    boolean isKnown() {
        return answer.hits().isFair() || answer.hits().gained().consignments() == 0;
    }

    Svg found() {
        Hits hits = answer.hits();
        Intervals chart = new Intervals("offences that an examination of all would find");
        chart.row("red then", hits.then(), "then");
        if (isKnown()) {
            chart.row("red now", hits.now(), "red").row("difference", hits.difference(), "engine");
        } else {
            chart.row("red then and now", hits.kept().offences(), "red")
                    .row("red then, not now", hits.lost().offences(), "engine");
        }
        return chart.draw();
    }

    Svg workload() {
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
        return chart.draw();
    }
}
