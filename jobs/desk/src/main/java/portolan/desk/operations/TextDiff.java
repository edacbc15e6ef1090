// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.util.ArrayList;
import java.util.List;

/** How two texts differ, line by line, by their longest common subsequence. */
final class TextDiff {
    /** A profile has some fifty lines; the table grows with their square. */
    private static final int MOST_LINES = 2_000;

    private TextDiff() {}

    /** A line, and whether it is new, gone, or in both. */
    record Line(char sign, String text) {}

    /** All lines of both, in order; of texts that are too long all old ones, then all new ones. */
    static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> young = after.lines().toList();
        List<Line> lines = new ArrayList<>();
        if (old.size() > MOST_LINES || young.size() > MOST_LINES) {
            old.forEach(line -> lines.add(new Line('-', line)));
            young.forEach(line -> lines.add(new Line('+', line)));
            return lines;
        }
        int[][] common = common(old, young);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < young.size()) {
            if (i < old.size() && j < young.size() && old.get(i).equals(young.get(j))) {
                lines.add(new Line(' ', old.get(i)));
                i++;
                j++;
            } else if (j == young.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', old.get(i)));
                i++;
            } else {
                lines.add(new Line('+', young.get(j)));
                j++;
            }
        }
        return lines;
    }

    private static int[][] common(List<String> old, List<String> young) {
        int[][] common = new int[old.size() + 1][young.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = young.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(young.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
