// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;

/**
 * What a commodity's memory knows of the words that now describe such goods: how often each stood in earlier
 * descriptions.
 *
 * @param subheading whose memory it is
 * @param total words of all earlier descriptions
 * @param seen those of the words that are remembered
 */
public record SeenWords(String subheading, long total, List<SeenWord> seen) {
    /** Descriptions of a consignment that are read at most: those of its first items. */
    public static final int MOST_ITEMS = 8;

    /** Words of earlier descriptions at which traffic counts half of the most it can. */
    private static final double HALF_BELIEVED = 40;

    /** The nomenclature is never outvoted: a fraud that is filed often must not become the meaning of a heading. */
    private static final double MOST_BELIEVED = 0.5;

    public SeenWords {
        seen = List.copyOf(seen);
    }

    /** One word and how many descriptions had it. */
    public record SeenWord(int word, long count) {}

    /** How much traffic counts beside the nomenclature. */
    public double weight() {
        return MOST_BELIEVED * total / (total + HALF_BELIEVED);
    }

    public double share(int word) {
        for (int i = 0; i < seen.size(); i++) {
            SeenWord one = seen.get(i);
            if (one.word() == word) {
                return (double) one.count() / total;
            }
        }
        return 0;
    }
}
