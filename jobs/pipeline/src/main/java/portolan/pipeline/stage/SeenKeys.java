package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which keys a task may have stored: one that it has not costs no look-up in the backend.
 *
 * <p>A Bloom filter in blocks of one machine word, so that a question is one access to memory, in parts that grow: four
 * keys a word, two of a hundred strangers taken for known, at most. It never forgets: a key that has left is a look-up
 * in vain. After some twenty million keys it is dropped, as it would be larger than it is worth. A filter lives as long
 * as its task does; a task that starts from a checkpoint does not know what is stored, and asks the backend, whose own
 * filters then do the same for more.
 */
final class SeenKeys {
    private static final int FIRST_WORDS = 1 << 12;
    private static final int GROWS_BY = 4;
    private static final int MOST_WORDS = 1 << 22;
    private static final int MOST_PARTS = 6;
    private static final int KEYS_A_WORD = 4;

    private boolean knowsAll;
    private final List<long[]> parts = new ArrayList<>();

    /** The part that new keys go to. */
    private long[] newest = new long[0];

    private int room;

    /** @param knowsAll whether all keys that are stored were and will be added */
    SeenKeys(boolean knowsAll) {
        this.knowsAll = knowsAll;
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

    /** Adds a part, or gives up: from then on any key may be stored, as for a task that was restored. */
    private void grow() {
        if (parts.size() == MOST_PARTS) {
            knowsAll = false;
            parts.clear();
            newest = new long[0];
            return;
        }
        int words = Math.min(MOST_WORDS, Math.max(FIRST_WORDS, newest.length * GROWS_BY));
        newest = new long[words];
        parts.add(newest);
        room = words * KEYS_A_WORD;
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
