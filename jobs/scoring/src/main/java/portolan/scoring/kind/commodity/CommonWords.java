// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.reading.SeenWords;
import portolan.scoring.reading.SeenWords.SeenWord;
import portolan.scoring.sketch.BoundedCounts;
import portolan.scoring.sketch.Words;

/**
 * The commonest words of descriptions ({@link Words}): how many descriptions had each, at any age. At most {@value
 * #MOST_WORDS} are kept, the rest as others; what is exact and what is not says {@link BoundedCounts}.
 */
public final class CommonWords {
    static final int MOST_WORDS = 24;

    /** One: words do not age, and which half-year a word was seen in is not kept. */
    private static final int MOST_BUCKETS = 1;

    private static final BoundedCounts.Shape<Integer> SHAPE = new BoundedCounts.Shape<>(
            MOST_WORDS,
            Integer.MAX_VALUE,
            MOST_BUCKETS,
            false,
            (writer, word) -> writer.signed(word),
            reader -> reader.whole());

    private final BoundedCounts<Integer> counts;

    CommonWords() {
        this(new BoundedCounts<>(SHAPE));
    }

    private CommonWords(BoundedCounts<Integer> counts) {
        this.counts = counts;
    }

    /** How many descriptions had the word, 0 for one that is not kept. */
    public long count(int word) {
        for (int at = 0; at < counts.size(); at++) {
            if (counts.key(at) == word) {
                return counts.counts(at).all();
            }
        }
        return 0;
    }

    /** Words that are no longer kept by name. */
    public long others() {
        return counts.others().all();
    }

    /** Words of all descriptions together. */
    public long total() {
        long sum = counts.others().all();
        for (int at = 0; at < counts.size(); at++) {
            sum += counts.counts(at).all();
        }
        return sum;
    }

    /** What is known of the words that describe the first items under the subheading. */
    SeenWords seen(String subheading, List<GoodsItem> items) {
        long total = total();
        List<SeenWord> seen = new ArrayList<>();
        int size = Math.min(items.size(), SeenWords.MOST_ITEMS);
        for (int at = 0; total > 0 && at < size; at++) {
            String hsCode = items.get(at).hsCode();
            if (hsCode != null && hsCode.startsWith(subheading)) {
                addSeen(seen, Words.of(items.get(at).description()));
            }
        }
        return new SeenWords(subheading, total, seen);
    }

    private void addSeen(List<SeenWord> seen, int[] description) {
        for (int word : description) {
            long count = count(word);
            if (count > 0) {
                seen.add(new SeenWord(word, count));
            }
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    void learn(@Nullable String description) {
        for (int word : Words.of(description)) {
            counts.add(word, 0, false);
        }
    }

    void retract(@Nullable String description) {
        for (int word : Words.of(description)) {
            counts.take(word, 0, false);
        }
    }

    void write(LayoutWriter writer) {
        counts.write(writer);
    }

    static CommonWords read(LayoutReader reader) {
        return new CommonWords(BoundedCounts.read(reader, SHAPE));
    }
}
