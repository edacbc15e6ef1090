package portolan.console;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One consignment as the board and the watch show it: what it is, who sends what to whom, and why it stands out. */
final class EntryLines {
    private static final int BITS_COLUMN = 10;
    private static final String REASON_INDENT = " ".repeat(BITS_COLUMN + 2);
    private static final int REASON_LINES = 3;
    private static final int PARTY_COLUMNS = 32;
    private static final int GOODS_COLUMNS = 40;

    private EntryLines() {}

    /** Who sends what to whom. */
    static String parties(BoardEntry entry, Screen screen) {
        return new TextLine(screen)
                .add("    " + brief(entry.shipper(), PARTY_COLUMNS, "shipper not stated") + " -> "
                        + brief(entry.consignee(), PARTY_COLUMNS, "consignee not stated"))
                .add(" | " + brief(entry.goods(), GOODS_COLUMNS, "goods not stated"))
                .text();
    }

    static String route(BoardEntry entry) {
        return known(entry.route(), "route not stated");
    }

    /** The evidence is what a person checks: what does not fit goes on below, three lines at most, then two dots. */
    static void addReason(BoardEntry.Reason reason, Screen screen, List<String> lines) {
        String evidence = reason.evidence().isBlank() ? "" : " (" + reason.evidence() + ")";
        int room = screen.width() - REASON_INDENT.length();
        String number = bits("%+.2f", reason.bits());
        if (TextLine.columnsOf(reason.why() + evidence) <= room) {
            lines.add(new TextLine(screen)
                    .right(number, BITS_COLUMN, Paint.STRONG)
                    .add("  " + reason.why())
                    .add(evidence, Paint.FAINT)
                    .text());
            return;
        }
        List<String> words = Paragraph.wrap(TextLine.harmless(reason.why() + evidence), room, "");
        int shown = Math.min(REASON_LINES, words.size());
        for (int i = 0; i < shown; i++) {
            boolean isCut = i == shown - 1 && shown < words.size();
            lines.add(new TextLine(screen)
                    .right(i == 0 ? number : "", BITS_COLUMN, Paint.STRONG)
                    .add("  "
                            + (isCut
                                    ? TextLine.cutAfterWord(words.get(i) + " " + words.get(i + 1), room)
                                    : words.get(i)))
                    .text());
        }
    }

    static String bits(String format, double bits) {
        return String.format(Locale.ROOT, format, bits);
    }

    private static String known(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    /** The text, or as much of it as leaves the rest of the line its room. */
    private static String brief(@Nullable String text, int columns, String otherwise) {
        return TextLine.cut(TextLine.harmless(known(text, otherwise)), columns);
    }
}
