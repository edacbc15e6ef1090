// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portolan.console.page.Style;
import portolan.console.page.Templates;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Lane;
import portolan.tuning.WhatIfAnswer;

/**
 * An answer as one page with charts, for who decides whether the candidate goes live.
 *
 * @param candidate where the rule set lies, for the command that fills what is missing
 */
record AnswerPage(WhatIfAnswer answer, Path candidate) {
    static final Style STYLE = Style.of(AnswerPage.class, "answer.css");
    /** Lanes that make work. */
    static final List<Lane> WORK = List.of(Lane.RED, Lane.YELLOW, Lane.BLUE);

    private static final Templates TEMPLATES = new Templates("portolan.console");
    private static final int MOST_REASONS = 3;

    static String html(WhatIfAnswer answer, Path candidate) {
        return TEMPLATES.page("whatif/answer.jte", Map.of("page", new AnswerPage(answer, candidate)));
    }

    String title() {
        return "What if " + answer.about().candidate().name() + " version "
                + answer.about().candidate().version() + " had judged?";
    }

    String lead() {
        WhatIfAnswer.About about = answer.about();
        return TextLine.counted(about.assessments(), "assessment") + " of "
                + TextLine.counted(about.consignments(), "consignment") + ", " + about.from() + " to " + about.to()
                + " (" + TextLine.counted(about.days(), "day") + ", UTC), archived in " + about.archive();
    }

    /** The answer in sentences, in which no line begins with a percent sign. */
    List<String> says() {
        return Stream.concat(InWords.headline(answer).stream(), InWords.ends(answer.about()).stream())
                .map(sentence -> sentence.replace(" %", "\u00a0%"))
                .toList();
    }

    String missing() {
        return answer.about().missing().stream()
                .map(column -> column.name() + " (in "
                        + Figures.percent(
                                (double) column.assessments() / answer.about().assessments())
                        + " of assessments)")
                .collect(Collectors.joining(", "));
    }

    double perDay(int consignments) {
        return (double) consignments / Math.max(1, answer.about().days());
    }

    String moved() {
        return TextLine.number(answer.moves().stream()
                .mapToInt(WhatIfAnswer.Move::consignments)
                .sum());
    }

    /** Why consignments move, the most frequent reasons first. */
    static String reasons(WhatIfAnswer.Move move) {
        return move.reasons().stream()
                .limit(MOST_REASONS)
                .map(reason -> MoveLines.what(reason.what())
                        + (reason.bits() == 0 ? "" : " " + Figures.signedBits(reason.bits()) + " bits") + " ("
                        + Figures.percent((double) reason.consignments() / move.looked()) + ")")
                .collect(Collectors.joining("; "));
    }

    /** Which rule sets judged then, and how often each. */
    String then() {
        return answer.about().then().stream()
                .map(used -> Figures.named(used.ruleSet()) + ": " + TextLine.counted(used.assessments(), "assessment"))
                .collect(Collectors.joining("; "));
    }
}
