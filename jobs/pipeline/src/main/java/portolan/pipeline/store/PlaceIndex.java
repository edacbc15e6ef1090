// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

/**
 * Where each key's entry is: 64-bit keys, which are hashes, and places, which are never 0. Open addressing in {@value
 * #PARTS} tables, so that one that doubles is a small one; some 23 octets a key. What is not here was never stored, or
 * is no more.
 */
final class PlaceIndex {
    private static final int PARTS_BITS = 6;
    private static final int PARTS = 1 << PARTS_BITS;
    private static final int FIRST_SLOTS = 16;
    /** Of 16 slots so many are taken at most. */
    private static final int MOST_OF_16 = 11;

    private final long[][] parts = new long[PARTS][2 * FIRST_SLOTS];
    private final int[] counts = new int[PARTS];

    /** The place of a key, or 0. */
    long get(long key) {
        long[] table = parts[part(key)];
        int at = slot(key, table);
        while (table[at + 1] != 0 && table[at] != key) {
            at = next(at, table);
        }
        return table[at + 1];
    }

    /** Puts a key's place, which is not 0. */
    void put(long key, long place) {
        int part = part(key);
        long[] table = parts[part];
        int at = slot(key, table);
        while (table[at + 1] != 0 && table[at] != key) {
            at = next(at, table);
        }
        boolean isNew = table[at + 1] == 0;
        table[at] = key;
        table[at + 1] = place;
        if (isNew && ++counts[part] > table.length / 2 / 16 * MOST_OF_16) {
            grow(part);
        }
    }

    /** Lets a key go, if it is there: those behind it close up, so that no search ends too early. */
    void remove(long key) {
        int part = part(key);
        long[] table = parts[part];
        int hole = slot(key, table);
        while (table[hole + 1] != 0 && table[hole] != key) {
            hole = next(hole, table);
        }
        if (table[hole + 1] == 0) {
            return;
        }
        counts[part]--;
        for (int at = next(hole, table); table[at + 1] != 0; at = next(at, table)) {
            int home = slot(table[at], table);
            boolean mayMove = hole <= at ? home <= hole || home > at : home <= hole && home > at;
            if (mayMove) {
                table[hole] = table[at];
                table[hole + 1] = table[at + 1];
                hole = at;
            }
        }
        table[hole + 1] = 0;
    }

    int size() {
        int size = 0;
        for (int count : counts) {
            size += count;
        }
        return size;
    }

    private void grow(int part) {
        long[] old = parts[part];
        long[] table = new long[2 * old.length];
        for (int from = 0; from < old.length; from += 2) {
            if (old[from + 1] != 0) {
                int at = slot(old[from], table);
                while (table[at + 1] != 0) {
                    at = next(at, table);
                }
                table[at] = old[from];
                table[at + 1] = old[from + 1];
            }
        }
        parts[part] = table;
    }

    private static int part(long key) {
        return (int) (key >>> (Long.SIZE - PARTS_BITS));
    }

    /** By other bits than the part. */
    private static int slot(long key, long[] table) {
        return (int) key & (table.length - 2);
    }

    private static int next(int at, long[] table) {
        return (at + 2) & (table.length - 1);
    }
}
