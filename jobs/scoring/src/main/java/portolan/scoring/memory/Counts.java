package portolan.scoring.memory;

import java.util.Arrays;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * How often something happened, and how often it was a hit, in buckets of time.
 *
 * <p>A bounded number of buckets that hold anything is kept. When one more is needed, the oldest is folded into
 * <em>older</em>, which remembers up to which bucket it reaches: whatever happened up to there is in <em>older</em>,
 * whatever happened later is in its own bucket. So a retraction always knows where to take from, and every count is
 * exact for good; only the age of what was folded is lost.
 *
 * <pre>
 *   count buckets | buckets x (signed step from the bucket before, the first from 0 | count all | [count hits])
 *   count older   | if older > 0: signed bucket that it reaches up to | [count hits]
 * </pre>
 *
 * <p>Hits are written only by kinds of memory that have them.
 */
final class Counts {
    private final int mostBuckets;
    private final boolean withHits;

    private int size;
    private int[] buckets;
    private long[] all;
    private long[] hits;

    private long olderAll;
    private long olderHits;
    /** Means something only while {@code olderAll} is more than 0. */
    private int olderUpTo;

    Counts(int mostBuckets, boolean withHits) {
        this.mostBuckets = mostBuckets;
        this.withHits = withHits;
        // Most keys are seen in one half-year only.
        buckets = new int[1];
        all = new long[1];
        hits = new long[1];
    }

    boolean isEmpty() {
        return size == 0 && olderAll == 0;
    }

    void add(int bucket, boolean hit) {
        add(bucket, 1, hit ? 1 : 0);
    }

    private void add(int bucket, long more, long moreHits) {
        if (isOlder(bucket)) {
            olderAll += more;
            olderHits += moreHits;
            return;
        }
        int at = Arrays.binarySearch(buckets, 0, size, bucket);
        if (at < 0) {
            if (size == mostBuckets) {
                int oldest = Math.min(bucket, buckets[0]);
                foldUpTo(oldest);
                if (bucket == oldest) {
                    olderAll += more;
                    olderHits += moreHits;
                    return;
                }
                at = Arrays.binarySearch(buckets, 0, size, bucket);
            }
            at = -at - 1;
            insert(at, bucket);
        }
        all[at] += more;
        hits[at] += moreHits;
    }

    /** Adds everything that the other counts hold. */
    void addAll(Counts other) {
        if (other.olderAll > 0) {
            foldUpTo(other.olderUpTo);
            olderAll += other.olderAll;
            olderHits += other.olderHits;
        }
        for (int i = 0; i < other.size; i++) {
            add(other.buckets[i], other.all[i], other.hits[i]);
        }
    }

    /** Takes one back from where it was added; false, and nothing changes, when there is none of its like. */
    boolean take(int bucket, boolean hit) {
        if (isOlder(bucket)) {
            return takeOlder(hit);
        }
        int at = Arrays.binarySearch(buckets, 0, size, bucket);
        return at >= 0 && takeAt(at, hit);
    }

    /** Takes one of its like back, from where it was added if possible, else from the oldest place that has one. */
    boolean takeAnywhere(int bucket, boolean hit) {
        if (take(bucket, hit) || takeOlder(hit)) {
            return true;
        }
        for (int at = 0; at < size; at++) {
            if (takeAt(at, hit)) {
                return true;
            }
        }
        return false;
    }

    private boolean takeOlder(boolean hit) {
        if ((hit ? olderHits : olderAll - olderHits) == 0) {
            return false;
        }
        olderAll--;
        olderHits -= hit ? 1 : 0;
        return true;
    }

    private boolean takeAt(int at, boolean hit) {
        if ((hit ? hits[at] : all[at] - hits[at]) == 0) {
            return false;
        }
        all[at]--;
        hits[at] -= hit ? 1 : 0;
        if (all[at] == 0) {
            remove(at, 1);
        }
        return true;
    }

    long all() {
        long sum = olderAll;
        for (int i = 0; i < size; i++) {
            sum += all[i];
        }
        return sum;
    }

    long hits() {
        long sum = olderHits;
        for (int i = 0; i < size; i++) {
            sum += hits[i];
        }
        return sum;
    }

    /** Whether this is the smaller count, or as small and last added to in an earlier bucket. */
    boolean isLessThan(Counts other) {
        long more = all() - other.all();
        return more < 0 || (more == 0 && newest() < other.newest());
    }

    /** The oldest bucket that is known to hold anything; what was folded counts as being where the fold reaches to. */
    int oldest() {
        return olderAll > 0 || size == 0 ? olderUpTo : buckets[0];
    }

    /** The newest bucket that holds anything. */
    int newest() {
        return size > 0 ? buckets[size - 1] : olderUpTo;
    }

    double all(int now, Decay decay) {
        return decayed(all, olderAll, now, decay);
    }

    double hits(int now, Decay decay) {
        return decayed(hits, olderHits, now, decay);
    }

    private double decayed(long[] counts, long older, int now, Decay decay) {
        // What was folded counts as older again by all buckets that are kept: weighed as its youngest part, it would
        // never fade in a memory that goes on counting.
        double sum = older == 0 ? 0 : older * decay.weight((long) now - olderUpTo + mostBuckets);
        for (int i = 0; i < size; i++) {
            sum += counts[i] * decay.weight((long) now - buckets[i]);
        }
        return sum;
    }

    void write(LayoutWriter writer) {
        writer.count(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            writer.signed((long) buckets[i] - before).count(all[i]);
            if (withHits) {
                writer.count(hits[i]);
            }
            before = buckets[i];
        }
        writer.count(olderAll);
        if (olderAll > 0) {
            writer.signed(olderUpTo);
            if (withHits) {
                writer.count(olderHits);
            }
        }
    }

    static Counts read(LayoutReader reader, int mostBuckets, boolean withHits) {
        Counts counts = new Counts(mostBuckets, withHits);
        int size = reader.size();
        if (size > mostBuckets) {
            throw new LayoutException("more buckets than a memory keeps: buckets=" + size + ", most=" + mostBuckets);
        }
        counts.room(size);
        int bucket = 0;
        for (int i = 0; i < size; i++) {
            bucket += (int) reader.signed();
            counts.buckets[i] = bucket;
            counts.all[i] = reader.count();
            counts.hits[i] = withHits ? reader.count() : 0;
        }
        counts.size = size;
        counts.olderAll = reader.count();
        if (counts.olderAll > 0) {
            counts.olderUpTo = (int) reader.signed();
            counts.olderHits = withHits ? reader.count() : 0;
        }
        return counts;
    }

    private boolean isOlder(int bucket) {
        return olderAll > 0 && bucket <= olderUpTo;
    }

    /** Moves every bucket up to this one into older, which reaches up to there from now on. */
    private void foldUpTo(int bucket) {
        if (isOlder(bucket)) {
            return;
        }
        int folded = 0;
        while (folded < size && buckets[folded] <= bucket) {
            olderAll += all[folded];
            olderHits += hits[folded];
            folded++;
        }
        remove(0, folded);
        olderUpTo = bucket;
    }

    private void insert(int at, int bucket) {
        room(size + 1);
        System.arraycopy(buckets, at, buckets, at + 1, size - at);
        System.arraycopy(all, at, all, at + 1, size - at);
        System.arraycopy(hits, at, hits, at + 1, size - at);
        buckets[at] = bucket;
        all[at] = 0;
        hits[at] = 0;
        size++;
    }

    private void remove(int at, int count) {
        System.arraycopy(buckets, at + count, buckets, at, size - at - count);
        System.arraycopy(all, at + count, all, at, size - at - count);
        System.arraycopy(hits, at + count, hits, at, size - at - count);
        size -= count;
    }

    private void room(int capacity) {
        if (capacity > buckets.length) {
            int length = Math.max(capacity, Math.min(mostBuckets, 2 * buckets.length));
            buckets = Arrays.copyOf(buckets, length);
            all = Arrays.copyOf(all, length);
            hits = Arrays.copyOf(hits, length);
        }
    }
}
