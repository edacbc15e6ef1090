// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import portolan.console.page.Axis;
import portolan.console.page.Svg;
import portolan.tuning.RuleCard;

/** Lifts of rules on one logarithmic axis, a drawing for each row of a table and one for its head. */
final class LiftPlot {
    private static final int WIDTH = 220;
    private static final int HEIGHT = 20;
    private static final int EDGE = 14;
    private static final List<Double> DECADES = List.of(0.01, 0.1, 1.0, 10.0, 100.0, 1_000.0);

    private final Axis axis;

    private LiftPlot(Axis axis) {
        this.axis = axis;
    }

    /** An axis of whole decades that has room for all of them; what is below a hundredth lies at its end. */
    static LiftPlot of(List<RuleCard> cards) {
        double least = 1;
        double most = 1;
        for (RuleCard card : cards) {
            if (!Double.isNaN(card.lift())) {
                least = Math.min(least, Math.max(0.01, card.lift()));
                most = Math.max(most, card.liftHigh());
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (double decade : DECADES) {
            boolean isBelow = decade * 10 <= least;
            boolean isAbove = decade / 10 >= most;
            if (!isBelow && !isAbove) {
                ticks.add(decade);
            }
        }
        if (ticks.size() == 1) {
            ticks = List.of(0.1, 1.0, 10.0);
        }
        return new LiftPlot(new Axis("lift", true, ticks, Axis::plain));
    }

    /** The ticks of the axis. */
    Svg head() {
        Svg svg = new Svg("lift", WIDTH, HEIGHT, "lift, each step ten times");
        for (double tick : axis.ticks()) {
            svg.text("tick", "middle", px(tick), HEIGHT - 6, Axis.plain(tick));
        }
        return svg;
    }

    Svg row(RuleCard card) {
        Svg svg = new Svg("lift", WIDTH, HEIGHT, "lift " + Figures.factor(card.lift()));
        for (double tick : axis.ticks()) {
            svg.line(tick == 1 ? "zero" : "grid", px(tick), 0, px(tick), HEIGHT);
        }
        if (!Double.isNaN(card.lift())) {
            double middle = HEIGHT / 2.0;
            svg.group("lift " + Figures.factor(card.lift()) + ", 95 % " + Figures.factor(card.liftLow()) + " to "
                    + Figures.factor(card.liftHigh()));
            svg.line("interval engine", px(card.liftLow()), middle, px(card.liftHigh()), middle);
            if (card.lift() > 0) {
                svg.dot("point engine", px(card.lift()), middle, 4);
            }
            svg.endGroup();
        }
        return svg;
    }

    private double px(double lift) {
        return EDGE + axis.at(lift) * (WIDTH - 2 * EDGE);
    }
}
