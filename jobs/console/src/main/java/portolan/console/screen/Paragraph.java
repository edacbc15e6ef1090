// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines between words. */
public final class Paragraph {
    private Paragraph() {}

    public static List<String> wrap(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split("\\s+", -1)) {
            boolean first = line.length() == indent.length();
            if (!first && TextLine.columnsOf(line.toString()) + 1 + TextLine.columnsOf(word) > width) {
                lines.add(line.toString());
                line.setLength(indent.length());
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
