// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * How often a party's consignments had which of many short codes: HS headings, places of loading.
 *
 * <p>The commonest are kept by name, as many as the settings say, the rest as <em>others</em>; what is exact and what
 * is not says {@link BoundedCounts}.
 */
public final class Profile {
    private final BoundedCounts<String> counts;
    private final Decay decay;

    public Profile(BoundedCounts.Shape<String> shape, Decay decay) {
        this(new BoundedCounts<>(shape), decay);
    }

    private Profile(BoundedCounts<String> counts, Decay decay) {
        this.counts = counts;
        this.decay = decay;
    }

    /** A code and how often it was seen, at any age. */
    public record Entry(String code, long count) {}

    /** Weight of one code: its count, older ones counted less. */
    public double weight(String code, Instant asOf) {
        Counts found = counts.get(code);
        return found == null ? 0 : found.all(Bucket.of(asOf), decay);
    }

    /** Weight of all kept codes that begin so: the chapter of headings, the country of places. */
    public double weightBelow(String prefix, Instant asOf) {
        double sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.key(i).startsWith(prefix)) {
                sum += counts.counts(i).all(Bucket.of(asOf), decay);
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
        return counts.others().all(Bucket.of(asOf), decay);
    }

    /** The habit of this code, but for some of what was counted: shortened fingerprints of codes. */
    public Habit habit(String code, char[] since) {
        return Habit.of(counts, code, Fingerprint::of, since);
    }

    /** How often a code was seen, at any age. */
    public long count(String code) {
        Counts found = counts.get(code);
        return found == null ? 0 : found.all();
    }

    /** How many different codes are kept by name. */
    public int size() {
        return counts.size();
    }

    /** All that was ever counted, kept by name or not. */
    public long total() {
        return counts.total();
    }

    /** What was counted of codes that are not kept by name. */
    public long others() {
        return counts.others().all();
    }

    /** How many codes were seen exactly once: how often a new one is to be expected. */
    public int seenOnce() {
        int once = 0;
        for (int i = 0; i < counts.size(); i++) {
            once += counts.counts(i).all() == 1 ? 1 : 0;
        }
        return once;
    }

    /** The commonest codes at any age, at equal counts in ascending order. */
    public List<Entry> commonest(int most) {
        List<Entry> entries = new ArrayList<>(most + 1);
        for (int i = 0; i < counts.size(); i++) {
            long count = counts.counts(i).all();
            int at = entries.size();
            while (at > 0 && entries.get(at - 1).count < count) {
                at--;
            }
            if (at < most) {
                entries.add(at, new Entry(counts.key(i), count));
                if (entries.size() > most) {
                    entries.remove(most);
                }
            }
        }
        return entries;
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public void learn(String code, Instant at) {
        counts.add(code, Bucket.of(at), false);
    }

    public void retract(String code, Instant at) {
        counts.take(code, Bucket.of(at), false);
    }

    public void write(LayoutWriter writer) {
        counts.write(writer);
    }

    public static Profile read(LayoutReader reader, BoundedCounts.Shape<String> shape, Decay decay) {
        return new Profile(BoundedCounts.read(reader, shape), decay);
    }
}
