// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What our own lines have of Markdown: bullets, code and, for a warning, bold. */
final class Markdown {
    private static final String BULLET = "- ";
    private static final Pattern MARKED = Pattern.compile("`([^`]*)`|\\*\\*(.*?)\\*\\*");

    private Markdown() {}

    enum Kind {
        PLAIN,
        CODE,
        BOLD
    }

    /** A stretch of a line that looks one way. */
    record Piece(Kind kind, String text) {}

    /** A paragraph, or bullets that follow one another. */
    record Block(boolean isList, List<String> lines) {}

    static List<Piece> pieces(String line) {
        List<Piece> pieces = new ArrayList<>();
        int end = 0;
        for (Matcher marked = MARKED.matcher(line); marked.find(); end = marked.end()) {
            pieces.add(new Piece(Kind.PLAIN, line.substring(end, marked.start())));
            String code = marked.group(1);
            pieces.add(code == null ? new Piece(Kind.BOLD, marked.group(2)) : new Piece(Kind.CODE, code));
        }
        pieces.add(new Piece(Kind.PLAIN, line.substring(end)));
        return pieces;
    }

    static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        List<String> bullets = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith(BULLET)) {
                bullets = new ArrayList<>();
                blocks.add(new Block(false, List.of(line)));
                continue;
            }
            if (bullets.isEmpty()) {
                blocks.add(new Block(true, bullets));
            }
            bullets.add(line.substring(BULLET.length()));
        }
        return blocks;
    }
}
