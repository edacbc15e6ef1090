// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

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
public final class Counts {
    private static final long MOST = 1L << 40;

    /** Places of a cell: its bucket, how often it happened, and, where hits are kept, how often it was one. */
    private static final int ALL = 1;

    private static final int HITS = 2;

    private final int mostBuckets;
    private final boolean withHits;

    /** Cells of two or three numbers one after the other: tasks hold millions of these, and most have one cell. */
    private long[] cells;

    private int size;

    /** All there is, in cells and older: asked far more often than changed. */
    private long total;

    private long olderAll;
    private long olderHits;
    /** Means something only while {@code olderAll} is more than 0. */
    private int olderUpTo;

    public Counts(int mostBuckets, boolean withHits) {
        this.mostBuckets = mostBuckets;
        this.withHits = withHits;
        // Most keys are seen in one half-year only.
        this.cells = new long[width()];
    }

    private int width() {
        return withHits ? HITS + 1 : ALL + 1;
    }

    private int bucket(int at) {
        return (int) cells[at * width()];
    }

    private long all(int at) {
        return cells[at * width() + ALL];
    }

    private long hits(int at) {
        return withHits ? cells[at * width() + HITS] : 0;
    }

    private void change(int at, long more, long moreHits) {
        int cell = at * width();
        cells[cell + ALL] += more;
        if (withHits) {
            cells[cell + HITS] += moreHits;
        }
    }

    /** The place of a bucket; less than 0, and {@code -place - 1} where it belongs, when it holds nothing. */
    private int find(int bucket) {
        // Few, and what is asked for is mostly the newest.
        int at = size - 1;
        while (at >= 0 && bucket(at) > bucket) {
            at--;
        }
        return at >= 0 && bucket(at) == bucket ? at : -at - 2;
    }

    public boolean isEmpty() {
        return size == 0 && olderAll == 0;
    }

    public void add(int bucket, boolean hit) {
        add(bucket, 1, hit ? 1 : 0);
    }

    private void add(int bucket, long more, long moreHits) {
        total += more;
        if (isOlder(bucket)) {
            olderAll += more;
            olderHits += moreHits;
            return;
        }
        int at = find(bucket);
        if (at < 0) {
            if (size == mostBuckets) {
                int oldest = Math.min(bucket, bucket(0));
                foldUpTo(oldest);
                if (bucket == oldest) {
                    olderAll += more;
                    olderHits += moreHits;
                    return;
                }
                at = find(bucket);
            }
            at = -at - 1;
            insert(at, bucket);
        }
        change(at, more, moreHits);
    }

    /** Adds everything that the other counts hold. */
    public void addAll(Counts other) {
        if (other.olderAll > 0) {
            foldUpTo(other.olderUpTo);
            total += other.olderAll;
            olderAll += other.olderAll;
            olderHits += other.olderHits;
        }
        for (int i = 0; i < other.size; i++) {
            add(other.bucket(i), other.all(i), other.hits(i));
        }
        mustBePossible();
    }

    /** Takes one back from where it was added; false, and nothing changes, when there is none of its like. */
    public boolean take(int bucket, boolean hit) {
        if (isOlder(bucket)) {
            return takeOlder(hit);
        }
        int at = find(bucket);
        return at >= 0 && takeAt(at, hit);
    }

    /** Takes one of its like back, from where it was added if possible, else from the oldest place that has one. */
    public boolean takeAnywhere(int bucket, boolean hit) {
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
        total--;
        olderAll--;
        olderHits -= hit ? 1 : 0;
        return true;
    }

    private boolean takeAt(int at, boolean hit) {
        if ((hit ? hits(at) : all(at) - hits(at)) == 0) {
            return false;
        }
        total--;
        change(at, -1, hit ? -1 : 0);
        if (all(at) == 0) {
            remove(at, 1);
        }
        return true;
    }

    public long all() {
        return total;
    }

    public long hits() {
        long sum = olderHits;
        for (int i = 0; i < size; i++) {
            sum += hits(i);
        }
        return sum;
    }

    /** Whether this is the smaller count, or as small and last added to in an earlier bucket. */
    boolean isLessThan(Counts other) {
        long more = all() - other.all();
        return more < 0 || (more == 0 && newest() < other.newest());
    }

    /** The oldest bucket that is known to hold anything; what was folded counts as being where the fold reaches to. */
    public int oldest() {
        return olderAll > 0 || size == 0 ? olderUpTo : bucket(0);
    }

    /** The newest bucket that holds anything. */
    public int newest() {
        return size > 0 ? bucket(size - 1) : olderUpTo;
    }

    public double all(int now, Decay decay) {
        double sum = decayedOlder(olderAll, now, decay);
        for (int i = 0; i < size; i++) {
            sum += all(i) * decay.weight((long) now - bucket(i));
        }
        return sum;
    }

    public double hits(int now, Decay decay) {
        double sum = decayedOlder(olderHits, now, decay);
        for (int i = 0; i < size; i++) {
            sum += hits(i) * decay.weight((long) now - bucket(i));
        }
        return sum;
    }

    /**
     * What was folded counts as older again by all buckets that are kept: weighed as its youngest part, it would never
     * fade in a memory that goes on counting.
     */
    private double decayedOlder(long older, int now, Decay decay) {
        return older == 0 ? 0 : older * decay.weight((long) now - olderUpTo + mostBuckets);
    }

    public void write(LayoutWriter writer) {
        writer.count(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            writer.signed((long) bucket(i) - before).count(all(i));
            if (withHits) {
                writer.count(hits(i));
            }
            before = bucket(i);
        }
        writer.count(olderAll);
        if (olderAll > 0) {
            writer.signed(olderUpTo);
            if (withHits) {
                writer.count(olderHits);
            }
        }
    }

    public static Counts read(LayoutReader reader, int mostBuckets, boolean withHits) {
        Counts counts = new Counts(mostBuckets, withHits);
        int size = reader.size(mostBuckets);
        counts.room(size);
        int bucket = 0;
        for (int i = 0; i < size; i++) {
            bucket = reader.whole(bucket);
            int cell = i * counts.width();
            counts.cells[cell] = bucket;
            counts.cells[cell + ALL] = reader.count();
            counts.total += counts.all(i);
            if (withHits) {
                counts.cells[cell + HITS] = reader.count();
            }
        }
        counts.size = size;
        counts.olderAll = reader.count();
        counts.total += counts.olderAll;
        if (counts.olderAll > 0) {
            counts.olderUpTo = reader.whole();
            counts.olderHits = withHits ? reader.count() : 0;
        }
        counts.mustBePossible();
        return counts;
    }

    /** Nobody counts so much: what does was stored otherwise than written. */
    private void mustBePossible() {
        boolean isPossible = isPossible(olderAll, olderHits);
        for (int i = 0; i < size; i++) {
            isPossible &= isPossible(all(i), hits(i));
        }
        if (!isPossible) {
            throw new LayoutException("a count below zero or above " + MOST + ", or more hits than all");
        }
    }

    private static boolean isPossible(long all, long hits) {
        return hits >= 0 && hits <= all && all <= MOST;
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
        while (folded < size && bucket(folded) <= bucket) {
            olderAll += all(folded);
            olderHits += hits(folded);
            folded++;
        }
        remove(0, folded);
        olderUpTo = bucket;
    }

    private void insert(int at, int bucket) {
        room(size + 1);
        int width = width();
        int cell = at * width;
        System.arraycopy(cells, cell, cells, cell + width, (size - at) * width);
        Arrays.fill(cells, cell, cell + width, 0);
        cells[cell] = bucket;
        size++;
    }

    private void remove(int at, int count) {
        int width = width();
        System.arraycopy(cells, (at + count) * width, cells, at * width, (size - at - count) * width);
        size -= count;
    }

    private void room(int capacity) {
        if (capacity * width() > cells.length) {
            int wanted = Math.max(capacity, Math.min(mostBuckets, 2 * cells.length / width()));
            cells = Arrays.copyOf(cells, wanted * width());
        }
    }
}
