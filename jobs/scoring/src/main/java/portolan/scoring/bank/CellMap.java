// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

/**
 * Cells on the heap: one array with open addressing, at most three quarters full, each key beside its words. A cell of
 * three words takes some 45 bytes.
 */
public final class CellMap implements CellStore {
    private static final int LEAST = 1 << 10;

    private final int width;
    private final int stride;
    private long[] table;
    private int mask = LEAST - 1;
    private int size;

    /** What was touched: nobody reads it, but the machine cannot know. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /** An empty map for wide cells. */
    public static CellMap wide() {
        return new CellMap(Cells.WIDE);
    }

    /** An empty map for tallies. */
    public static CellMap narrow() {
        return new CellMap(1);
    }

    /** @param width words a cell */
    CellMap(int width) {
        this.width = width;
        this.stride = width + 1;
        this.table = new long[LEAST * stride];
    }

    /** How many cells there are. */
    public int size() {
        return size;
    }

    @Override
    public void get(long[] keys, int count, long[] words) {
        touch(keys, count);
        for (int i = 0; i < count; i++) {
            int at = keys[i] == 0 ? -1 : at(keys[i]);
            boolean known = at >= 0 && table[at] != 0;
            for (int word = 0; word < width; word++) {
                words[i * width + word] = known ? table[at + 1 + word] : 0;
            }
        }
    }

    /** Loads the cells of all keys at once: one after the other each would wait for memory anew. */
    private void touch(long[] keys, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += table[home(keys[i])];
        }
        touched = sum;
    }

    @Override
    public void put(long[] keys, int count, long[] words, long[] keptHours) {
        for (int i = 0; i < count; i++) {
            if (keys[i] != 0) {
                put(keys[i], words, i * width);
            }
        }
    }

    private void put(long key, long[] words, int from) {
        int at = at(key);
        if (isNone(words, from)) {
            if (table[at] != 0) {
                remove(at);
            }
            return;
        }
        if (table[at] == 0) {
            if (4L * (size + 1) > 3L * (mask + 1)) {
                grow();
                at = at(key);
            }
            table[at] = key;
            size++;
        }
        System.arraycopy(words, from, table, at + 1, width);
    }

    private boolean isNone(long[] words, int from) {
        for (int word = 0; word < width; word++) {
            if (words[from + word] != 0) {
                return false;
            }
        }
        return true;
    }

    private int home(long key) {
        return ((int) (key >>> 20) & mask) * stride;
    }

    /** Where the key is, or belongs. */
    private int at(long key) {
        int at = home(key);
        while (table[at] != 0 && table[at] != key) {
            at = next(at);
        }
        return at;
    }

    private int next(int at) {
        int next = at + stride;
        return next == table.length ? 0 : next;
    }

    /** Closes the gap: later keys that were pushed on by it move up. */
    private void remove(int from) {
        int gap = from;
        for (int at = next(gap); table[at] != 0; at = next(at)) {
            if (distance(home(table[at]), at) >= distance(gap, at)) {
                System.arraycopy(table, at, table, gap, stride);
                gap = at;
            }
        }
        table[gap] = 0;
        size--;
    }

    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + table.length;
    }

    private void grow() {
        long[] before = table;
        table = new long[Math.multiplyExact(before.length, 2)];
        mask = 2 * mask + 1;
        for (int from = 0; from < before.length; from += stride) {
            if (before[from] != 0) {
                System.arraycopy(before, from, table, at(before[from]), stride);
            }
        }
    }
}
