// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/** What each rule was worth. */
final class RuleLines {
    private static final String INDENT = "  ";
    private static final int LONGEST_NAME = 30;
    private static final double NEARLY_ALWAYS = 0.9;

    private final WhatIfAnswer answer;
    private final Screen screen;

    RuleLines(WhatIfAnswer answer, Screen screen) {
        this.answer = answer;
        this.screen = screen;
    }

    /** The first so many of those to look at first. */
    List<String> table(int most) {
        if (answer.rules().isEmpty()) {
            return List.of(INDENT + "The candidate has no rules.");
        }
        Table table = new Table(screen, "rule", "fired", "examined", "found", "precision", "lift (95 %)", "overlap");
        List<RuleCard> ranked = Ranked.rules(answer.rules());
        for (RuleCard card : ranked.subList(0, Math.min(most, ranked.size()))) {
            table.row(
                    card.state() == RuleCard.State.USED ? Paint.PLAIN : Paint.YELLOW,
                    TextLine.cut(TextLine.harmless(card.rule()), LONGEST_NAME),
                    TextLine.number(card.fired()),
                    TextLine.number(card.found().of()),
                    TextLine.number(card.found().found()),
                    Figures.percent(card.found().share()),
                    lift(card),
                    overlap(card));
            notes(table, card);
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(Prose.lines(howToRead(ranked.size() - most), screen, INDENT));
        return lines;
    }

    private static String howToRead(int more) {
        return (more > 0 ? TextLine.counted(more, "more rule") + " (--rules N shows more). " : "")
                + "Lift: how many times likelier an offence is where the rule fires than among all that was examined. Overlap:"
                + " the share of its firings in which the rule fires too that does so most.";
    }

    private static String lift(RuleCard card) {
        return Double.isNaN(card.lift())
                ? Figures.NONE
                : Figures.factor(card.lift()) + " (" + Figures.factor(card.liftLow()) + " to "
                        + Figures.factor(card.liftHigh()) + ")";
    }

    private static String overlap(RuleCard card) {
        if (card.state() == RuleCard.State.DEAD) {
            return "dead";
        }
        return card.like() == null ? Figures.NONE : Math.round(100 * card.likeShare()) + " %";
    }

    /** What is wrong with the last row's rule, and whether another one nearly always fires with it. */
    private static void notes(Table table, RuleCard card) {
        String state = InWords.state(card);
        if (!state.isEmpty() && card.state() != RuleCard.State.DEAD) {
            table.note(state);
        }
        if (card.like() != null && card.likeShare() >= NEARLY_ALWAYS && card.state() != RuleCard.State.SUBSUMED) {
            table.note("nearly always fires together with " + TextLine.harmless(card.like()));
        }
    }
}
