// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

/**
 * Cells on the heap: two arrays with open addressing, at most three quarters full. A cell of three words takes some 45
 * bytes.
 */
public final class CellMap implements CellStore {
    private static final int LEAST = 1 << 10;

    private final int width;
    private long[] keys = new long[LEAST];
    private long[] cells;
    private int size;

    /** @param width words a cell */
    public CellMap(int width) {
        this.width = width;
        this.cells = new long[LEAST * width];
    }

    /** How many cells there are. */
    public int size() {
        return size;
    }

    /** Bytes of the arrays. */
    public long bytes() {
        return 8L * (keys.length + (long) cells.length);
    }

    @Override
    public void get(long[] asked, int count, long[] words) {
        for (int i = 0; i < count; i++) {
            int slot = asked[i] == 0 ? -1 : slot(asked[i]);
            boolean known = slot >= 0 && keys[slot] != 0;
            for (int word = 0; word < width; word++) {
                words[i * width + word] = known ? cells[slot * width + word] : 0;
            }
        }
    }

    @Override
    public void put(long[] written, int count, long[] words) {
        for (int i = 0; i < count; i++) {
            if (written[i] != 0) {
                put(written[i], words, i * width);
            }
        }
    }

    private void put(long key, long[] words, int from) {
        int slot = slot(key);
        if (isNone(words, from)) {
            if (keys[slot] != 0) {
                remove(slot);
            }
            return;
        }
        if (keys[slot] == 0) {
            if (4L * (size + 1) > 3L * keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            size++;
        }
        System.arraycopy(words, from, cells, slot * width, width);
    }

    private boolean isNone(long[] words, int from) {
        for (int word = 0; word < width; word++) {
            if (words[from + word] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the key is, or belongs. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key >>> 20) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Closes the gap: later keys that were pushed on by it move up. */
    private void remove(int at) {
        int mask = keys.length - 1;
        int gap = at;
        for (int next = (gap + 1) & mask; keys[next] != 0; next = (next + 1) & mask) {
            int home = (int) (keys[next] >>> 20) & mask;
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                keys[gap] = keys[next];
                System.arraycopy(cells, next * width, cells, gap * width, width);
                gap = next;
            }
        }
        keys[gap] = 0;
        size--;
    }

    private void grow() {
        long[] before = keys;
        long[] cellsBefore = cells;
        keys = new long[before.length * 2];
        cells = new long[Math.multiplyExact(keys.length, width)];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                int slot = slot(before[i]);
                keys[slot] = before[i];
                System.arraycopy(cellsBefore, i * width, cells, slot * width, width);
            }
        }
    }
}
