// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.DecisionDue;
import portolan.console.screen.Odds;
import portolan.console.screen.Paint;
import portolan.console.screen.Paragraph;
import portolan.console.screen.ReasonGroup;
import portolan.console.screen.Screen;
import portolan.console.screen.StakeWords;
import portolan.console.screen.TextLine;

/** One consignment as the board and the watch show it: what it is, who sends what to whom, and why it stands out. */
final class EntryLines {
    private static final String INDENT = "    ";
    private static final int ODDS_COLUMN = 10;
    private static final String REASON_INDENT = " ".repeat(ODDS_COLUMN + 2);
    private static final int REASON_LINES = 3;

    private EntryLines() {}

    /** Where it is to be found, how it travels, and who sends what to whom; nothing of it is cut. */
    static List<String> particulars(String first, BoardEntry entry, Screen screen) {
        List<String> where = new ArrayList<>();
        where.add(first);
        if (entry.office() != null) {
            where.add("office " + entry.office());
        }
        if (entry.conveyance() != null) {
            where.add(entry.conveyance());
        }
        if (entry.arrival() != null) {
            where.add("arrives " + DecisionDue.MINUTE.format(entry.arrival()));
        }
        if (entry.boxes() > 0) {
            where.add(entry.boxes() == 1 ? "1 box" : TextLine.number(entry.boxes()) + " boxes");
        }
        if (entry.stake() != null) {
            where.add(StakeWords.of(entry.stake()));
        }
        List<String> lines = new ArrayList<>(wrapped(String.join(" | ", where), screen));
        lines.addAll(wrapped(
                known(entry.route(), "route not stated") + " | " + known(entry.shipper(), "shipper not stated") + " -> "
                        + known(entry.consignee(), "consignee not stated") + " | "
                        + known(entry.goods(), "goods not stated"),
                screen));
        return lines;
    }

    private static List<String> wrapped(String text, Screen screen) {
        return Paragraph.wrap(TextLine.harmless(text), screen.width(), INDENT).stream()
                // A word that is wider than the screen is cut all the same.
                .map(line -> TextLine.cut(line, screen.width()))
                .toList();
    }

    /**
     * By how much each reason multiplies the odds, why, and the evidence, which a person checks: what does not fit goes
     * on below. Reasons that rest on a common fact stand together, their evidence once beneath them. The why is whole;
     * the evidence ends after three lines with two dots.
     */
    static void addReasons(List<BoardEntry.Reason> reasons, Screen screen, List<String> lines) {
        for (ReasonGroup<BoardEntry.Reason> group : ReasonGroup.of(reasons, BoardEntry.Reason::facts, reason -> "")) {
            int last = group.reasons().size() - 1;
            for (BoardEntry.Reason reason : group.reasons().subList(0, last)) {
                addReason(reason, "", screen, lines);
            }
            addReason(group.reasons().get(last), group.evidence(screen.texts()), screen, lines);
        }
    }

    private static void addReason(BoardEntry.Reason reason, String evidence, Screen screen, List<String> lines) {
        int room = screen.width() - REASON_INDENT.length();
        String text = screen.texts().why(reason.rule(), reason.why());
        List<String> why = Paragraph.wrap(TextLine.harmless(text), room, "");
        List<String> all =
                evidence.isBlank() ? why : Paragraph.wrap(TextLine.harmless(text + " (" + evidence + ")"), room, "");
        int shown = Math.min(all.size(), Math.max(REASON_LINES, why.size() + 1));
        for (int i = 0; i < shown; i++) {
            boolean isCut = i == shown - 1 && shown < all.size();
            lines.add(new TextLine(screen)
                    .right(i == 0 ? Odds.times(reason.bits()) : "", ODDS_COLUMN, Paint.STRONG)
                    .add("  " + (isCut ? TextLine.cutAfterWord(all.get(i) + " " + all.get(i + 1), room) : all.get(i)))
                    .text());
        }
    }

    private static String known(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }
}
