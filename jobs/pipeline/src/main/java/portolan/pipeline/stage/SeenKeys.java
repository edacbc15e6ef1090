// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.FilterWords;
import portolan.pipeline.state.FilterWords.Owner;

/**
 * Which keys a task may have stored: one that it has not costs no look-up in the backend.
 *
 * <p>A Bloom filter in blocks of one machine word, so that a question is one access to memory, in parts that grow: four
 * keys a word, half of a hundred strangers taken for known by each part. It never forgets: a key that has left is a
 * look-up in vain. Each may take a sixty-fourth part of the heap, with eight gibibytes for some sixty million keys, and
 * 48 MiB at least; then it is dropped. A task that starts from a snapshot without it ({@link SeenByTask}) does not know
 * what is stored, and asks the backend, whose own filters then do the same for more.
 *
 * <p>Which bits a key has stands in snapshots: how they are chosen may not change.
 */
final class SeenKeys {
    private static final int FIRST_WORDS = 1 << 12;
    private static final int GROWS_BY = 4;

    /** Up to here each part is four times as large as the one before, then at most as large as all before it. */
    private static final int MANY_WORDS = 1 << 20;

    private static final int HEAP_BY_WORDS = 64;
    private static final long FEWEST_MOST_WORDS = 6 << 20;
    private static final long MOST_WORDS =
            Math.max(FEWEST_MOST_WORDS, Runtime.getRuntime().maxMemory() / HEAP_BY_WORDS / Long.BYTES);

    /** So that the room for the keys of a part fits an int. */
    private static final int MOST_WORDS_A_PART = 1 << 28;

    private static final int KEYS_A_WORD = 4;

    /** So many words are one element of a snapshot: 32 KiB, and no part is smaller. */
    private static final int SAVED_TOGETHER = 1 << 12;

    private final long mostWords;
    private boolean knowsAll;
    private final List<long[]> parts = new ArrayList<>();

    /** The part that new keys go to. */
    private long[] newest = new long[0];

    private int room;

    /** @param knowsAll whether all keys that are stored were and will be added */
    SeenKeys(boolean knowsAll) {
        this(knowsAll, MOST_WORDS);
    }

    /** The same with a bound of its own, for tests. */
    SeenKeys(boolean knowsAll, long mostWords) {
        this.knowsAll = knowsAll;
        this.mostWords = mostWords;
    }

    /** The filter that a snapshot had of these keys; null when this is not all of it. */
    static @Nullable SeenKeys of(List<FilterWords> saved) {
        return of(saved, MOST_WORDS);
    }

    /** The same with a bound of its own, for tests. */
    static @Nullable SeenKeys of(List<FilterWords> saved, long mostWords) {
        FilterWords.Of of = saved.get(0).of();
        if (saved.stream().anyMatch(some -> !some.of().equals(of))) {
            return null;
        }
        SeenKeys keys = new SeenKeys(true, mostWords);
        if (of.parts() == 0) {
            return saved.size() == 1 ? keys : null;
        }
        List<FilterWords> inOrder = new ArrayList<>(saved);
        inOrder.sort(Comparator.comparingInt(FilterWords::part).thenComparingInt(FilterWords::first));
        int filled = 0;
        for (FilterWords some : inOrder) {
            if (filled == keys.newest.length && some.part() == keys.parts.size() && keys.hasRoomFor(some.size())) {
                keys.newest = new long[some.size()];
                keys.parts.add(keys.newest);
                filled = 0;
            }
            int count = some.words().remaining();
            boolean isNext = some.part() == keys.parts.size() - 1 && some.first() == filled;
            // A key's word is found by the lowest bits of its hash: any other size would exclude what is stored.
            if (!isNext || some.size() != keys.newest.length || Integer.bitCount(some.size()) != 1) {
                return null;
            }
            some.words().duplicate().get(keys.newest, filled, count);
            filled += count;
        }
        keys.room = of.room();
        return filled == keys.newest.length && keys.parts.size() == of.parts() ? keys : null;
    }

    /**
     * All of it, for a snapshot that is written while keys may be added; nothing when it does not know all keys.
     *
     * @param name of the keys
     */
    List<FilterWords> words(String name, Owner owner) {
        if (!knowsAll) {
            return List.of();
        }
        FilterWords.Of of = new FilterWords.Of(name, owner, parts.size(), room);
        if (parts.isEmpty()) {
            // That nothing is stored is known as well.
            return List.of(new FilterWords(of, 0, 0, 0, LongBuffer.allocate(0)));
        }
        List<FilterWords> words = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            long[] all = parts.get(part);
            for (int first = 0; first < all.length; first += SAVED_TOGETHER) {
                int count = Math.min(SAVED_TOGETHER, all.length - first);
                words.add(new FilterWords(of, part, all.length, first, LongBuffer.wrap(all, first, count)));
            }
        }
        return words;
    }

    /** Whether all keys that are stored were added; else any may be stored. */
    boolean knowsAll() {
        return knowsAll;
    }

    /** How many words it has. */
    long length() {
        return parts.stream().mapToLong(part -> part.length).sum();
    }

    void add(String key) {
        if (!knowsAll || mayHave(key)) {
            return;
        }
        if (room == 0) {
            grow();
            if (!knowsAll) {
                return;
            }
        }
        long mixed = mixed(key);
        newest[word(mixed, newest.length)] |= bits(mixed);
        room--;
    }

    /** False only when the key was never added. */
    boolean mayHave(String key) {
        if (!knowsAll) {
            return true;
        }
        long mixed = mixed(key);
        long bits = bits(mixed);
        for (long[] part : parts) {
            if ((part[word(mixed, part.length)] & bits) == bits) {
                return true;
            }
        }
        return false;
    }

    /** Adds a part, or gives up: from then on any key may be stored, as for a task that was restored without one. */
    private void grow() {
        long asLarge = Math.max(MANY_WORDS, Long.highestOneBit(length()));
        long words = Math.max(FIRST_WORDS, Math.min(asLarge, (long) newest.length * GROWS_BY));
        while (words > MANY_WORDS && !hasRoomFor(words)) {
            words /= 2;
        }
        if (!hasRoomFor(words)) {
            knowsAll = false;
            parts.clear();
            newest = new long[0];
            return;
        }
        newest = new long[(int) words];
        parts.add(newest);
        room = newest.length * KEYS_A_WORD;
    }

    private boolean hasRoomFor(long words) {
        return words <= MOST_WORDS_A_PART && length() + words <= mostWords;
    }

    /**
     * The finalizer of SplitMix64 over the key's own hash: that one alone has few bits that differ between like keys.
     */
    private static long mixed(String key) {
        long hash = key.hashCode() * 0x9E3779B97F4A7C15L;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }

    private static int word(long mixed, int words) {
        return (int) (mixed >>> 32) & (words - 1);
    }

    private static long bits(long mixed) {
        return 1L << (mixed & 63)
                | 1L << ((mixed >>> 6) & 63)
                | 1L << ((mixed >>> 12) & 63)
                | 1L << ((mixed >>> 18) & 63);
    }

    @Override
    public String toString() {
        return "SeenKeys"
                + Arrays.toString(parts.stream().mapToInt(part -> part.length).toArray());
    }
}
