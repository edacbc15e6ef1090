package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.memory.CommonWords;
import portolan.scoring.memory.Words;

/**
 * What a commodity's memory knows of the words that now describe such goods: how often each stood in earlier
 * descriptions.
 *
 * @param subheading whose memory it is
 * @param total words of all earlier descriptions
 * @param seen those of the words that are remembered
 */
public record SeenWords(String subheading, long total, List<SeenWord> seen) {
    /** Words of earlier descriptions at which traffic counts half of the most it can. */
    private static final double HALF_BELIEVED = 40;

    /** The nomenclature is never outvoted: a fraud that is filed often must not become the meaning of a heading. */
    private static final double MOST_BELIEVED = 0.5;

    public SeenWords {
        seen = List.copyOf(seen);
    }

    /** One word and how many descriptions had it. */
    public record SeenWord(int word, long count) {}

    /** Of the first items under the subheading, those whose descriptions are read at all. */
    static SeenWords of(String subheading, CommonWords known, List<GoodsItem> items) {
        List<SeenWord> seen = new ArrayList<>();
        int size = Math.min(items.size(), DescriptionAgainstHs.MOST_ITEMS);
        for (int at = 0; known.total() > 0 && at < size; at++) {
            String hsCode = items.get(at).hsCode();
            if (hsCode != null && hsCode.startsWith(subheading)) {
                add(seen, known, Words.of(items.get(at).description()));
            }
        }
        return new SeenWords(subheading, known.total(), seen);
    }

    private static void add(List<SeenWord> seen, CommonWords known, int[] description) {
        for (int word : description) {
            long count = known.count(word);
            if (count > 0) {
                seen.add(new SeenWord(word, count));
            }
        }
    }

    /** How much traffic counts beside the nomenclature. */
    double weight() {
        return MOST_BELIEVED * total / (total + HALF_BELIEVED);
    }

    double share(int word) {
        for (int i = 0; i < seen.size(); i++) {
            SeenWord one = seen.get(i);
            if (one.word() == word) {
                return (double) one.count() / total;
            }
        }
        return 0;
    }
}
