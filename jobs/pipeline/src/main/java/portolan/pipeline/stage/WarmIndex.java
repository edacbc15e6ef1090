// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

/**
 * Where entries stand, by the hash of their keys: several may share one, and whoever asks compares their keys.
 *
 * <p>Open addressing in one array of longs, so that a million entries are one object to the garbage collector, and a
 * question mostly one access to memory. It holds whole hashes, so that it grows without reading an entry.
 *
 * <pre>
 *   slot   4 hash | 4 address; 0 is free, as no address is
 * </pre>
 */
final class WarmIndex {
    private static final int FIRST_SLOTS = 1 << 6;
    private static final int NONE = -1;

    private long[] slots = new long[FIRST_SLOTS];
    private int taken;

    /** Whether there is room for another before it has to grow: two thirds full, a chain is still a few slots long. */
    boolean hasRoom() {
        return (taken + 1L) * 3 <= slots.length * 2L;
    }

    void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long slot : before) {
            if (slot != 0) {
                insert(slot);
            }
        }
    }

    /** How many bytes of heap it takes; as many again are needed to grow. */
    long bytes() {
        return (long) slots.length * Long.BYTES;
    }

    /** @param address not 0 */
    void add(int hash, int address) {
        insert(slot(hash, address));
        taken++;
    }

    private void insert(long slot) {
        int at = home(slot);
        while (slots[at] != 0) {
            at = after(at);
        }
        slots[at] = slot;
    }

    /** The first slot whose entry has this hash; negative if there is none. */
    int first(int hash) {
        return find(home(slot(hash, 0)), hash);
    }

    /** The next such slot behind this one; negative if there is none. */
    int next(int at, int hash) {
        return find(after(at), hash);
    }

    private int find(int from, int hash) {
        int at = from;
        while (slots[at] != 0) {
            if (hash(slots[at]) == hash) {
                return at;
            }
            at = after(at);
        }
        return NONE;
    }

    int address(int at) {
        return (int) slots[at];
    }

    void remove(int hash, int address) {
        long slot = slot(hash, address);
        int at = home(slot);
        while (slots[at] != slot) {
            if (slots[at] == 0) {
                throw new IllegalStateException("no such entry: hash=" + hash + ", address=" + address);
            }
            at = after(at);
        }
        close(at);
        taken--;
    }

    /** Moves up what would no longer be found behind a free slot: marks in place of it would fill the table in time. */
    private void close(int removed) {
        int free = removed;
        for (int at = after(free); slots[at] != 0; at = after(at)) {
            int home = home(slots[at]);
            if (distance(home, at) >= distance(free, at)) {
                slots[free] = slots[at];
                free = at;
            }
        }
        slots[free] = 0;
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }

    private int after(int at) {
        return (at + 1) & (slots.length - 1);
    }

    private int home(long slot) {
        return hash(slot) & (slots.length - 1);
    }

    private static long slot(int hash, int address) {
        return (long) hash << Integer.SIZE | Integer.toUnsignedLong(address);
    }

    private static int hash(long slot) {
        return (int) (slot >>> Integer.SIZE);
    }
}
