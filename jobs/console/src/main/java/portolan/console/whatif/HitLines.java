// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.tuning.Hits;
import portolan.tuning.WhatIfAnswer;

/** What examinations would find, and whether there are hands enough for them. */
final class HitLines {
    private static final String INDENT = "  ";

    private final WhatIfAnswer answer;
    private final Screen screen;

    HitLines(WhatIfAnswer answer, Screen screen) {
        this.answer = answer;
        this.screen = screen;
    }

    /** The figures behind the sentences. */
    List<String> parts() {
        Hits hits = answer.hits();
        Table table =
                new Table(screen, "red by score", "consignments", "examined", "offences", "estimated in all (95 %)");
        part(table, "then and now: kept", hits.kept(), true);
        part(table, "then only: lost", hits.lost(), true);
        part(table, "now only: gained", hits.gained(), hits.isFair());
        part(table, "neither: missed", hits.missed(), hits.isFair());
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(Prose.lines(restsOn(hits), screen, INDENT));
        return lines;
    }

    private static void part(Table table, String name, Hits.Part part, boolean isFair) {
        boolean isKnown = isFair || part.consignments() == 0;
        table.row(
                Paint.PLAIN,
                name,
                TextLine.number(part.consignments()),
                TextLine.number(part.known().of()),
                TextLine.number(part.known().found()),
                isKnown ? Figures.estimate(part.offences()) : "unknown: no fair sample");
    }

    /** What the estimates rest on, and what they leave out. */
    static String restsOn(Hits hits) {
        String sample = hits.drawn() == 0
                ? "Nothing was drawn at random."
                : TextLine.counted(hits.drawn(), "consignment") + " that " + (hits.drawn() == 1 ? "was" : "were")
                        + " not red by score " + (hits.drawn() == 1 ? "was" : "were") + " drawn at random, "
                        + TextLine.number(hits.drawnExamined()) + " of them examined ("
                        + Figures.percent(InWords.share(hits)) + ").";
        int red = hits.kept().consignments() + hits.lost().consignments();
        int examined = hits.kept().known().of() + hits.lost().known().of();
        return "Of " + TextLine.number(red) + " that were red by score then, " + TextLine.number(examined)
                + " have a result; estimates of those rest on these, and lean where somebody picked among them. What was"
                + " not red is estimated from those drawn at random alone. " + sample
                + elsewhere(hits);
    }

    private static String elsewhere(Hits hits) {
        return hits.elsewhere().of() == 0
                ? ""
                : " " + TextLine.counted(hits.elsewhere().of(), "other")
                        + (hits.elsewhere().of() == 1 ? " was" : " were")
                        + " examined for some other reason ("
                        + TextLine.counted(hits.elsewhere().found(), "offence")
                        + "); the candidate would make "
                        + TextLine.number(hits.elsewhereNow().of())
                        + " of these red ("
                        + TextLine.counted(hits.elsewhereNow().found(), "offence")
                        + "). Known, but chosen by somebody: they are in no estimate.";
    }

    List<String> workload() {
        if (answer.workload().isEmpty()) {
            return Prose.lines(
                    "The candidate states no 'budgets:', or none for days and offices of this period: nothing to hold it"
                            + " against.",
                    screen,
                    INDENT);
        }
        Table table = new Table(
                screen, "office, lane, days", "capacity", "then", "now", "8 days in 10", "over capacity", "days");
        for (WhatIfAnswer.Workload each : answer.workload()) {
            table.row(
                    each.over() > 0 ? Paint.YELLOW : Paint.PLAIN,
                    InWords.capacity(answer.about(), each),
                    TextLine.number(each.capacity()),
                    Figures.rate(each.then()),
                    Figures.rate(each.now()),
                    each.nowLow() + " to " + each.nowHigh(),
                    each.over() == 0 ? "never" : Figures.percent(each.over()) + " of days",
                    TextLine.number(each.counted()));
        }
        return table.lines();
    }
}
