// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.Locale;

/**
 * One line of a screen, built from left to right and cut where the screen ends. Counts columns, not characters: letters
 * of East Asia take two. Text of filings is shown harmless: a party's name cannot move the cursor or turn the line
 * around.
 */
public final class TextLine {
    private static final String CUT = "..";

    private final int width;
    private final boolean colour;
    private final StringBuilder built = new StringBuilder();
    private int columns;
    private boolean full;

    public TextLine(Screen screen) {
        this.width = screen.width();
        this.colour = screen.colour();
    }

    public TextLine add(String text) {
        return add(text, Paint.PLAIN);
    }

    public TextLine add(String text, Paint paint) {
        if (full) {
            return this;
        }
        String shown = harmless(text);
        int room = width - columns;
        if (columnsOf(shown) > room) {
            shown = cut(shown, room);
            full = true;
        }
        built.append(colour ? paint.over(shown) : shown);
        columns += columnsOf(shown);
        return this;
    }

    /** Adds text that takes at least so many columns, and is followed by at least one blank. */
    public TextLine column(String text, int least, Paint paint) {
        add(text, paint);
        return add(" ".repeat(Math.max(1, least - columnsOf(harmless(text)))));
    }

    /** Adds a text right aligned in so many columns. */
    public TextLine right(String text, int least, Paint paint) {
        add(" ".repeat(Math.max(0, least - columnsOf(harmless(text)))));
        return add(text, paint);
    }

    public String text() {
        return built.toString().stripTrailing();
    }

    /** A whole number with thousands marked. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number of things: "1 fault", "1,200 faults". */
    public static String counted(long number, String thing) {
        return number(number) + ' ' + thing + (number == 1 ? "" : "s");
    }

    /** The text cut to so many columns, with two dots where something is missing. */
    public static String cut(String text, int room) {
        if (columnsOf(text) <= room) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int left = room - CUT.length();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            left -= columnsOf(point);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(point);
            i += Character.charCount(point);
        }
        return kept.toString().stripTrailing() + CUT.substring(0, Math.min(CUT.length(), Math.max(0, room)));
    }

    /** As {@link #cut}, but between words; a first word that is too long by itself is cut all the same. */
    public static String cutAfterWord(String text, int room) {
        String cut = cut(text, room);
        if (cut.equals(text)) {
            return text;
        }
        int kept = cut.length() - CUT.length();
        int end = text.lastIndexOf(' ', kept);
        return end <= 0 ? cut : text.substring(0, end) + CUT;
    }

    public static int columnsOf(String text) {
        return text.codePoints().map(TextLine::columnsOf).sum();
    }

    private static int columnsOf(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** The blocks that terminals show two columns wide: Hangul, kana, ideographs, full-width forms. */
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0x1F300 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
    }

    /** A value of a line as {@link SafeText} shows it. */
    public static String harmless(String text) {
        return SafeText.line(text);
    }
}
