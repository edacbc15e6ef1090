// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The lines of a text, and where in it each character of a YAML scalar stands. */
final class SourceLines {
    private final String file;
    private final String text;
    private final List<Integer> starts = new ArrayList<>();

    SourceLines(RuleText source) {
        file = source.file();
        text = source.text();
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean endsLine = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (endsLine) {
                starts.add(i + 1);
            }
        }
    }

    RuleIssue issue(int line, int column, String message) {
        int shown = Math.max(1, Math.min(line, starts.size()));
        return new RuleIssue(file, shown, column, message, line(shown));
    }

    int lineOf(int offset) {
        int line = 1;
        while (line < starts.size() && starts.get(line) <= offset) {
            line++;
        }
        return line;
    }

    int columnOf(int offset) {
        return text.codePointCount(starts.get(lineOf(offset) - 1), offset) + 1;
    }

    private String line(int line) {
        int end = line < starts.size() ? starts.get(line) : text.length();
        String whole = text.substring(starts.get(line - 1), end);
        return whole.stripTrailing();
    }

    /**
     * Where in the text the given code point of a scalar's value stands. White space may have been folded and
     * characters escaped, but every other character of the value stands for exactly one character or escape of the
     * text, in order.
     */
    int offsetIn(ScalarNode node, int codePoint) {
        int at = node.getStartMark()
                .map(mark -> offset(mark.getLine(), mark.getColumn()))
                .orElse(0);
        ScalarStyle style = node.getScalarStyle();
        boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
        boolean doubleQuoted = style == ScalarStyle.DOUBLE_QUOTED;
        if (block) {
            at = endOfLine(at);
        } else if (style != ScalarStyle.PLAIN) {
            at++;
        }
        int[] value = node.getValue().codePoints().toArray();
        for (int i = 0; i < Math.min(codePoint, value.length); i++) {
            if (Character.isWhitespace(value[i])) {
                continue;
            }
            at = skipWhiteSpace(at, doubleQuoted);
            at = afterCharacter(at, style);
        }
        boolean atText = codePoint < value.length && !Character.isWhitespace(value[codePoint]);
        return Math.min(atText ? skipWhiteSpace(at, doubleQuoted) : at, text.length());
    }

    private int offset(int line, int column) {
        int start = starts.get(Math.min(line, starts.size() - 1));
        int length = text.codePointCount(start, text.length());
        return text.offsetByCodePoints(start, Math.min(column, length));
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int skipWhiteSpace(int from, boolean doubleQuoted) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (doubleQuoted && c == '\\' && at + 1 < text.length() && isEscapedSpace(text.charAt(at + 1))) {
                at += 2;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean isEscapedSpace(char c) {
        return c == 'n' || c == 't' || c == 'r' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private int afterCharacter(int at, ScalarStyle style) {
        if (at >= text.length()) {
            return at;
        }
        char c = text.charAt(at);
        if (style == ScalarStyle.SINGLE_QUOTED && c == '\'') {
            return at + 2;
        }
        if (style == ScalarStyle.DOUBLE_QUOTED && c == '\\' && at + 1 < text.length()) {
            return at
                    + switch (text.charAt(at + 1)) {
                        case 'x' -> 4;
                        case 'u' -> 6;
                        case 'U' -> 10;
                        default -> 2;
                    };
        }
        return at + Character.charCount(text.codePointAt(at));
    }
}
