// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.util.Arrays;

/**
 * Where in a line a reader is, for example {@code goodsItems[0].hs}: put into words only when something is wrong there.
 */
final class JsonPath {
    private static final int NO_INDEX = -1;

    private String[] names = new String[8];
    private int[] indexes = new int[8];
    private int depth;

    void clear() {
        depth = 0;
    }

    void enter(String name) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, 2 * depth);
            indexes = Arrays.copyOf(indexes, 2 * depth);
        }
        names[depth] = name;
        indexes[depth++] = NO_INDEX;
    }

    void leave() {
        depth--;
    }

    /** The element of the list that was entered last. */
    void at(int index) {
        indexes[depth - 1] = index;
    }

    /** The list as a whole. */
    void atNone() {
        at(NO_INDEX);
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            path.append(i == 0 ? "" : ".").append(names[i]);
            if (indexes[i] != NO_INDEX) {
                path.append('[').append(indexes[i]).append(']');
            }
        }
        return path.toString();
    }
}
