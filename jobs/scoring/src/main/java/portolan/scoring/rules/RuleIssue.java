package portolan.scoring.rules;

import java.util.Comparator;

/**
 * What is wrong with a text, and where.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong, then what was expected or which known name is nearest
 * @param sourceLine the line that it is about
 */
public record RuleIssue(String file, int line, int column, String message, String sourceLine) {
    /** By file, then by place. */
    static final Comparator<RuleIssue> IN_ORDER = Comparator.comparing(RuleIssue::file, Comparator.reverseOrder())
            .thenComparingInt(RuleIssue::line)
            .thenComparingInt(RuleIssue::column);

    /** The issue as compilers show it: place and message, the line, and a caret below the column. */
    public String render() {
        StringBuilder rendered = new StringBuilder();
        rendered.append(file)
                .append(':')
                .append(line)
                .append(':')
                .append(column)
                .append(": ");
        rendered.append(message).append('\n');
        rendered.append("    ").append(sourceLine).append('\n').append("    ");
        sourceLine.codePoints().limit(column - 1L).forEach(point -> rendered.append(point == '\t' ? '\t' : ' '));
        return rendered.append('^').toString();
    }
}
