// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a misspelled one was probably meant to be. */
final class Spelling {
    private Spelling() {}

    /** What to add to a message about an unknown name: the nearest known one, else all of a few, else nothing. */
    static String suggestion(String written, Collection<String> known) {
        return suggestion(written, known, "");
    }

    /**
     * The same for names that share a prefix.
     *
     * @param prefix what does not count, however right it is: {@code consignment.xy} is not nearly any field
     */
    static String suggestion(String written, Collection<String> known, String prefix) {
        String nearest = nearest(written, known, prefix.length());
        if (nearest != null) {
            return ", did you mean '" + nearest + "'?";
        }
        return known.isEmpty() || known.size() > 12 ? "" : "; known are " + String.join(", ", known);
    }

    /** The known name within a third of the written one's length, rounded up; the first at equal distance. */
    private static @Nullable String nearest(String written, Collection<String> known, int prefix) {
        String nearest = null;
        int least = (written.length() - prefix + 2) / 3 + 1;
        for (String name : known) {
            int distance = distance(written, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance, apart from case. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
            }
            above = row;
        }
        return above[other.length()];
    }
}
