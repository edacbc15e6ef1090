// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.tuning.WhatIfAnswer;

/** Who would come into another lane, and by what. */
final class MoveLines {
    private static final int MOST_REASONS = 3;
    private static final int MOST_CHANGES = 3;

    private final WhatIfAnswer answer;
    private final Screen screen;

    MoveLines(WhatIfAnswer answer, Screen screen) {
        this.answer = answer;
        this.screen = screen;
    }

    /** All moves: the first so many with reasons and one example each, the others in a line. */
    List<String> summary(int most) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < answer.moves().size(); i++) {
            WhatIfAnswer.Move move = answer.moves().get(i);
            lines.add(head(move));
            if (i < most) {
                reasons(lines, move);
                move.examples().stream().limit(1).forEach(example -> example(lines, example));
            }
        }
        return lines.isEmpty() ? List.of(none()) : lines;
    }

    private static String none() {
        return "  no consignment moves";
    }

    private String head(WhatIfAnswer.Move move) {
        return new TextLine(screen)
                .add("  ")
                .add(
                        String.format(Locale.ROOT, "%-6s", move.from()),
                        Paint.valueOf(move.from().name()))
                .add(" -> ")
                .add(
                        String.format(Locale.ROOT, "%-6s", move.to()),
                        Paint.valueOf(move.to().name()))
                .right(TextLine.number(move.consignments()), 11, Paint.STRONG)
                .add(move.consignments() == 1 ? " consignment" : " consignments")
                .add(
                        move.offences() == 0
                                ? ", no known offence"
                                : ", " + TextLine.counted(move.offences(), "known offence"))
                .add(move.looked() < move.consignments() ? "  (reasons of " + TextLine.number(move.looked()) + ")" : "")
                .text();
    }

    private void reasons(List<String> lines, WhatIfAnswer.Move move) {
        for (WhatIfAnswer.Reason reason :
                move.reasons().subList(0, Math.min(MOST_REASONS, move.reasons().size()))) {
            lines.add(new TextLine(screen)
                    .add("    ")
                    .right(reason.bits() == 0 ? "" : Figures.signedBits(reason.bits()) + " bits", 12, Paint.PLAIN)
                    .add("  ")
                    .add(what(reason.what()))
                    .add(
                            "  (" + TextLine.number(reason.consignments()) + " of " + TextLine.number(move.looked())
                                    + ")",
                            Paint.FAINT)
                    .text());
        }
    }

    /** A reason in words where it is none of a rule. */
    static String what(String what) {
        return switch (what) {
            case "thresholds" -> "the thresholds: the score of then falls into another lane";
            case "draw" -> "the draw: drawn at random on one side only";
            case "threat" -> "the threat that decided is known on one side only";
            case "prior" -> "the prior of the threat";
            default -> TextLine.harmless(what);
        };
    }

    private void example(List<String> lines, WhatIfAnswer.Example example) {
        lines.add(new TextLine(screen)
                .add("      e.g. ", Paint.FAINT)
                .add(TextLine.harmless(example.consignmentKey()))
                .add("  " + Figures.office(answer.about(), example.tenant(), example.office()) + ", " + example.day()
                        + ", "
                        + TextLine.harmless(example.threat()) + ' ' + Figures.bits(example.scoreThen()) + " -> "
                        + Figures.bits(example.scoreNow()) + " bits")
                .text());
        lines.add(new TextLine(screen)
                .add("           " + changes(example), Paint.FAINT)
                .text());
    }

    static String changes(WhatIfAnswer.Example example) {
        List<String> parts = new ArrayList<>();
        for (WhatIfAnswer.Change change : example.changes()
                .subList(0, Math.min(MOST_CHANGES, example.changes().size()))) {
            parts.add(
                    change.then() == 0 && change.now() == 0
                            ? what(change.what())
                            : TextLine.harmless(change.what()) + ' ' + Figures.signedBits(change.then()) + " -> "
                                    + Figures.signedBits(change.now()));
        }
        int more = example.changes().size() - MOST_CHANGES;
        return String.join(", ", parts) + (more > 0 ? " and " + more + " more" : "");
    }
}
