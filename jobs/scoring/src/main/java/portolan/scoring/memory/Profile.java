package portolan.scoring.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * How often a party's consignments had which of many short codes: HS headings, places of loading.
 *
 * <p>The {@value #MOST_CODES} commonest are kept by name, the rest as <em>others</em>; what is exact and what is not
 * says {@link BoundedCounts}.
 */
public final class Profile {
    /** Codes that are kept by name. */
    static final int MOST_CODES = 16;

    /** Half-years that are kept apart for each code; habits older than two years count as old. */
    private static final int MOST_BUCKETS = 4;

    private static final BoundedCounts.Shape<String> SHAPE = new BoundedCounts.Shape<>(
            MOST_CODES, Integer.MAX_VALUE, MOST_BUCKETS, false, LayoutWriter::text, LayoutReader::text);

    private final BoundedCounts<String> counts;

    Profile() {
        this(new BoundedCounts<>(SHAPE));
    }

    private Profile(BoundedCounts<String> counts) {
        this.counts = counts;
    }

    /** A code and how often it was seen, at any age. */
    public record Entry(String code, long count) {}

    /** Weight of one code: its count, older ones counted less. */
    public double weight(String code, Instant asOf) {
        double sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.key(i).equals(code)) {
                sum += counts.counts(i).all(Bucket.of(asOf), Decay.OF_HABITS);
            }
        }
        return sum;
    }

    /** Weight of all kept codes that begin so: the chapter of headings, the country of places. */
    public double weightBelow(String prefix, Instant asOf) {
        double sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.key(i).startsWith(prefix)) {
                sum += counts.counts(i).all(Bucket.of(asOf), Decay.OF_HABITS);
            }
        }
        return sum;
    }

    /** Weight of all codes that are kept. */
    public double weightKept(Instant asOf) {
        return weightBelow("", asOf);
    }

    /** Weight of what is no longer kept by name. */
    public double weightOfOthers(Instant asOf) {
        return counts.others().all(Bucket.of(asOf), Decay.OF_HABITS);
    }

    /** How often a code was seen, at any age. */
    public long count(String code) {
        for (int i = 0; i < counts.size(); i++) {
            if (counts.key(i).equals(code)) {
                return counts.counts(i).all();
            }
        }
        return 0;
    }

    /** The commonest codes at any age, at equal counts in ascending order. */
    public List<Entry> commonest(int most) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            entries.add(new Entry(counts.key(i), counts.counts(i).all()));
        }
        entries.sort(Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::code));
        return List.copyOf(entries.subList(0, Math.min(most, entries.size())));
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    void learn(String code, Instant at) {
        counts.add(code, Bucket.of(at), false);
    }

    void retract(String code, Instant at) {
        counts.take(code, Bucket.of(at), false);
    }

    void write(LayoutWriter writer) {
        counts.write(writer);
    }

    static Profile read(LayoutReader reader) {
        return new Profile(BoundedCounts.read(reader, SHAPE));
    }

    /** All that was ever counted, kept by name or not. */
    long total() {
        long sum = counts.others().all();
        for (int i = 0; i < counts.size(); i++) {
            sum += counts.counts(i).all();
        }
        return sum;
    }
}
