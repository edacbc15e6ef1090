// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.Locale;

/**
 * The one filter of all text that a person reads, on a terminal, in a log or on a page: characters that move the
 * cursor, turn the direction of what follows, break the line or cannot be seen are shown as their numbers, as JSON
 * writes them, {@code \}{@code u001b}. So who names a party cannot write on the officer's screen, and what is JSON
 * stays JSON of the same value.
 */
public final class SafeText {
    private SafeText() {}

    /** A value within a line: it cannot break the line either. */
    public static String line(String text) {
        return shown(text, false);
    }

    /** A text of lines: line feeds and tabs stay. */
    public static String lines(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean keepsLines) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            boolean isHarmless = isHarmless(point) || (keepsLines && (point == '\n' || point == '\t'));
            if (!isHarmless && shown == null) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (shown != null) {
                if (isHarmless) {
                    shown.appendCodePoint(point);
                } else {
                    text.substring(i, next).chars().forEach(new Escape(shown)::append);
                }
            }
            i = next;
        }
        return shown == null ? text : shown.toString();
    }

    private record Escape(StringBuilder shown) {
        void append(int unit) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", unit));
        }
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
