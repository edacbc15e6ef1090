package portolan.scoring.memory;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The commonest words of descriptions ({@link Words}): how many descriptions had each, at any age. At most {@value
 * #MOST_WORDS} are kept, the rest as others; what is exact and what is not says {@link BoundedCounts}.
 */
public final class CommonWords {
    static final int MOST_WORDS = 24;

    /** One: words do not age, and which half-year a word was seen in is not kept. */
    private static final int MOST_BUCKETS = 1;

    private static final BoundedCounts.Shape<Integer> SHAPE = new BoundedCounts.Shape<>(
            MOST_WORDS, Integer.MAX_VALUE, MOST_BUCKETS, false, (writer, word) -> writer.signed(word), reader ->
                    (int) reader.signed());

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
