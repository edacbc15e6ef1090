// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody meant. */
public final class Nearest {
    private Nearest() {}

    /** "; did you mean 'x'?", or nothing when no known name is near. */
    public static String hint(String wrong, Collection<String> known) {
        String nearest = to(wrong, known);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    static @Nullable String to(String wrong, Collection<String> known) {
        String nearest = null;
        // Half of the letters wrong is another word.
        int least = Math.max(1, wrong.length() / 2) + 1;
        for (String name : known) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), least);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance, given up at a limit. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
