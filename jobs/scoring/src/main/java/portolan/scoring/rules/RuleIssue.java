// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Comparator;

/**
 * What is wrong with a text, and where; or with the whole of it, or with what was done with it, which has a place and
 * no line.
 *
 * @param file or, of a fault that is about no line, the place in words
 * @param line from 1; 0 when it is about no line
 * @param column from 1, in characters; 0 when it is about no line
 * @param message what is wrong, then what was expected or which known name is nearest
 * @param sourceLine the line that it is about
 */
public record RuleIssue(String file, int line, int column, String message, String sourceLine) {
    /** By file, then by place. */
    static final Comparator<RuleIssue> IN_ORDER = Comparator.comparing(RuleIssue::file, Comparator.reverseOrder())
            .thenComparingInt(RuleIssue::line)
            .thenComparingInt(RuleIssue::column);

    public RuleIssue {
        if (line < 0 || column < 0 || (line == 0) != (column == 0)) {
            throw new IllegalArgumentException("a fault has a line and a column from 1, or neither: file=" + file
                    + ", line=" + line + ", column=" + column);
        }
    }

    /**
     * What is wrong with something that has no lines.
     *
     * @param place in words
     */
    public static RuleIssue at(String place, String message) {
        return new RuleIssue(place, 0, 0, message, "");
    }

    /** Where it is: a file with line and column, or a place in words. */
    public String where() {
        return where(file, line, column);
    }

    /** The same of a fault that came over the wire. */
    public static String where(String file, int line, int column) {
        return line == 0 ? file : file + ':' + line + ':' + column;
    }

    /**
     * The issue as compilers show it: place and message, the line, and a caret below the column; without a line, its
     * place.
     */
    public String render() {
        StringBuilder rendered = new StringBuilder(where()).append(": ").append(message);
        if (line == 0) {
            return rendered.toString();
        }
        rendered.append('\n');
        rendered.append("    ").append(sourceLine).append('\n').append("    ");
        sourceLine.codePoints().limit(column - 1L).forEach(point -> rendered.append(point == '\t' ? '\t' : ' '));
        return rendered.append('^').toString();
    }
}
