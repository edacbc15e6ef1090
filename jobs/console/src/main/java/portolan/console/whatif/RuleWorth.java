// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import portolan.console.page.Axis;
import portolan.console.page.ChartStyle;
import portolan.console.page.LineChart;
import portolan.console.page.Svg;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/** What each rule of the candidate is worth, on a page, and whether it stays so. */
record RuleWorth(WhatIfAnswer answer) {
    private static final int MOST_DECAY_LINES = 7;

    /** Rules that have decayed, else those that fire most. */
    List<RuleCard> ofDecay() {
        return Stream.concat(
                        answer.rules().stream().filter(card -> card.state() == RuleCard.State.DECAYED),
                        Ranked.rules(answer.rules()).stream()
                                .filter(card -> card.state() == RuleCard.State.USED
                                        && card.quarters().stream()
                                                .allMatch(quarter ->
                                                        quarter.found().of() > 0)))
                .limit(MOST_DECAY_LINES)
                .toList();
    }

    /** Precision over the quarters of the period. */
    Svg decay() {
        List<RuleCard> shown = ofDecay();
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
        return chart.draw();
    }

    List<RuleCard> ranked() {
        return Ranked.rules(answer.rules());
    }

    /** The rule that it fires with most; empty for none. */
    static String like(RuleCard card) {
        return card.like() == null ? "" : card.like() + " (" + Math.round(100 * card.likeShare()) + " %)";
    }

    static String share(RuleCard card) {
        return Figures.percent(card.consignments() == 0 ? Double.NaN : (double) card.fired() / card.consignments());
    }
}
