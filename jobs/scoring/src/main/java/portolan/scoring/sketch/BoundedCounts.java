// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Counts under a bounded number of keys, and <em>others</em> for what no longer has a key of its own.
 *
 * <p>A new key always gets in. When that makes one key too many (or too many bytes), the one with the smallest count is
 * evicted: its counts go into others. At equal counts the one last seen longest ago goes, then the one that sorts
 * first.
 *
 * <p>The sum over all keys and others is exact for good. The count of one key misses at most what was evicted under it.
 * A retraction takes from its key while the key has something of its like in that bucket, else from others; so a key
 * that was evicted and came back may be short, and others too large, by at most what was evicted under it.
 *
 * <pre>
 *   list of keys in ascending order, each: key | counts
 *   counts of others
 * </pre>
 *
 * @param <K> the key
 */
public final class BoundedCounts<K extends Comparable<K>> {
    /** How much is kept, and how it is written. */
    public record Shape<K>(
            int mostKeys,
            int mostBytes,
            int mostBuckets,
            boolean withHits,
            BiConsumer<LayoutWriter, K> keyWriter,
            Function<LayoutReader, K> keyReader) {}

    /** Bytes that no entry exceeds while its counts stay below 2^35. */
    private static final int LARGEST_ENTRY = 128;

    /** Most parties have few places, goods and partners; a task holds hundreds of thousands of these. */
    private static final int FIRST_ROOM = 2;

    private final Shape<K> shape;
    private final ArrayList<K> keys = new ArrayList<>(FIRST_ROOM);
    private final ArrayList<Counts> counts = new ArrayList<>(FIRST_ROOM);
    private final Counts others;

    public BoundedCounts(Shape<K> shape) {
        this.shape = shape;
        this.others = new Counts(shape.mostBuckets(), shape.withHits());
    }

    public boolean isEmpty() {
        return keys.isEmpty() && others.isEmpty();
    }

    public void add(K key, int bucket, boolean hit) {
        int at = indexOf(key);
        if (at < 0) {
            at = -at - 1;
            keys.add(at, key);
            counts.add(at, new Counts(shape.mostBuckets(), shape.withHits()));
        }
        counts.get(at).add(bucket, hit);
        while (keys.size() > 1 && isTooMuch()) {
            evictOneBut(key);
        }
    }

    public void take(K key, int bucket, boolean hit) {
        int at = indexOf(key);
        if (at >= 0 && counts.get(at).take(bucket, hit)) {
            if (counts.get(at).isEmpty()) {
                keys.remove(at);
                counts.remove(at);
            }
            return;
        }
        others.takeAnywhere(bucket, hit);
    }

    public int size() {
        return keys.size();
    }

    /** The counts of a key; null when it has none of its own. */
    @Nullable
    public Counts get(K key) {
        int at = indexOf(key);
        return at < 0 ? null : counts.get(at);
    }

    /**
     * The place of a key; where it would be inserted, as {@link Collections#binarySearch} says it, when it is not kept.
     */
    public int indexOf(K key) {
        int low = 0;
        int high = keys.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = keys.get(middle).compareTo(key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** All that was ever counted, under a key of its own or not. */
    public long total() {
        long sum = others.all();
        for (int at = 0; at < counts.size(); at++) {
            sum += counts.get(at).all();
        }
        return sum;
    }

    public K key(int at) {
        return keys.get(at);
    }

    public Counts counts(int at) {
        return counts.get(at);
    }

    public Counts others() {
        return others;
    }

    private boolean isTooMuch() {
        if (keys.size() > shape.mostKeys()) {
            return true;
        }
        // Writing is the only honest way to know the size; a map with few keys cannot be too large.
        return keys.size() > shape.mostBytes() / LARGEST_ENTRY && bytes() > shape.mostBytes();
    }

    private int bytes() {
        LayoutWriter writer = new LayoutWriter();
        write(writer);
        return writer.toBytes().length;
    }

    private void evictOneBut(@Nullable K key) {
        int least = -1;
        for (int at = 0; at < keys.size(); at++) {
            if (!keys.get(at).equals(key) && (least < 0 || counts.get(at).isLessThan(counts.get(least)))) {
                least = at;
            }
        }
        keys.remove(least);
        others.addAll(counts.remove(least));
    }

    public void write(LayoutWriter writer) {
        writer.count(keys.size());
        for (int at = 0; at < keys.size(); at++) {
            shape.keyWriter().accept(writer, keys.get(at));
            counts.get(at).write(writer);
        }
        others.write(writer);
    }

    public static <K extends Comparable<K>> BoundedCounts<K> read(LayoutReader reader, Shape<K> shape) {
        return read(reader, shape, new ArrayList<>());
    }

    /**
     * Reads what was written, perhaps with other bounds: one key too many is evicted as if it had just become so.
     *
     * @param stored takes the keys as they stood in the bytes, evicted ones too
     */
    public static <K extends Comparable<K>> BoundedCounts<K> read(LayoutReader reader, Shape<K> shape, List<K> stored) {
        int size = reader.size();
        BoundedCounts<K> read = new BoundedCounts<>(shape);
        for (int i = 0; i < size; i++) {
            read.keys.add(shape.keyReader().apply(reader));
            read.counts.add(Counts.read(reader, shape.mostBuckets(), shape.withHits()));
        }
        read.others.addAll(Counts.read(reader, shape.mostBuckets(), shape.withHits()));
        stored.addAll(read.keys);
        while (read.keys.size() > shape.mostKeys()) {
            read.evictOneBut(null);
        }
        return read;
    }
}
