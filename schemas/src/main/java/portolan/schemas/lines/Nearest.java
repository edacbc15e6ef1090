// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;
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
        // Half of the letters wrong is another word.
        LevenshteinDistance near = new LevenshteinDistance(Math.max(1, wrong.length() / 2));
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = near.apply(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            // Negative where they are not near.
            if (distance >= 0 && distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }
}
