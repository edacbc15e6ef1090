// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one key group, one behind the other, and what is known of them without reading. An open block is appended
 * to and changed in place; a sealed one never changes. Of several entries of one key the one with the highest block
 * number, and in one block the last, counts.
 *
 * <pre>
 *   each entry, little-endian, its size a multiple of 8 octets
 *   0 key 8 | 8 until 4 | 12 room 4 | 16 length 4 | 20 tag 3 | 23 flags 1 | 24 value, length octets
 * </pre>
 *
 * <p>{@code until}: hours of order time from 1970, rounded up, after which no entry of the key up to this one counts.
 * {@code room}: octets of the whole entry. {@code tag}: what tells two keys of one hash apart, the kind among it.
 */
final class Block {
    static final int HEADER = 24;

    /** The key has no value any more: keeps its older entries from counting. */
    static final int REMOVED = 1;

    /** An older entry of the key may lie in another block. */
    static final int MOVED = 2;

    /** The entry counts for nothing, as if it were not there. */
    static final int GONE = 4;

    static final int MOST_TAG = (1 << 24) - 1;

    private static final int UNTIL = 8;
    private static final int ROOM = 12;
    private static final int LENGTH = 16;
    private static final int TAG = 20;
    private static final int FLAGS_SHIFT = 24;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int group;
    private final int number;

    /** Where the store has it; from 1. */
    private final int slot;

    /** Null of a sealed block that is not cached. */
    byte @Nullable [] bytes;

    int used;

    int entries;

    /** Entries that count. */
    int live;

    /** Of all entries, also of those that count no more. */
    int lastUntil;

    boolean open;

    /** Its place among the open blocks, or where it was; below 0 of one that was restored. */
    int lane = -1;

    /** Whether the backend has it, if perhaps as it was. */
    boolean stored;

    /** Of an open block: whether the backend does not have it as it is. */
    boolean dirty;

    /** Of a dirty one: whether the last snapshot has it as it is. */
    boolean inSnapshot;

    /** Whether it was read since the cache looked at it. */
    boolean recent;

    /** Whether it waits to be emptied. */
    boolean sparse;

    boolean removed;

    Block(int group, int number, int slot) {
        this.group = group;
        this.number = number;
        this.slot = slot;
        this.lastUntil = Integer.MIN_VALUE;
    }

    int group() {
        return group;
    }

    int number() {
        return number;
    }

    int slot() {
        return slot;
    }

    /** Octets that an entry with so long a value takes. */
    static int size(int length) {
        return (HEADER + length + 7) & ~7;
    }

    /** Whether an open block has room for so many octets more, within what a block may have. */
    boolean hasRoom(int size, int most) {
        byte[] now = bytes();
        if (used + size <= now.length) {
            return true;
        }
        if (used + size > most) {
            return false;
        }
        bytes = Arrays.copyOf(now, Math.min(most, Math.max(2 * now.length, used + size)));
        return true;
    }

    /** Writes an entry to the end; the block has room for it. Where it begins. */
    int append(long key, int until, int tag, int flags, byte[] from, int at, int length, int room) {
        byte[] to = bytes();
        int begins = used;
        LONG.set(to, begins, key);
        INT.set(to, begins + UNTIL, until);
        INT.set(to, begins + ROOM, room);
        INT.set(to, begins + LENGTH, length);
        INT.set(to, begins + TAG, tag | flags << FLAGS_SHIFT);
        System.arraycopy(from, at, to, begins + HEADER, length);
        used += room;
        entries++;
        live++;
        lastUntil = Math.max(lastUntil, until);
        changed();
        return begins;
    }

    private void changed() {
        dirty = true;
        inSnapshot = false;
    }

    /** Changes an entry of an open block in place, if the value has room there. */
    boolean change(int entry, int until, int flags, byte[] value, int length) {
        byte[] in = bytes();
        if (HEADER + length > room(in, entry)) {
            return false;
        }
        INT.set(in, entry + UNTIL, until);
        INT.set(in, entry + LENGTH, length);
        INT.set(in, entry + TAG, tag(in, entry) | flags << FLAGS_SHIFT);
        System.arraycopy(value, 0, in, entry + HEADER, length);
        lastUntil = Math.max(lastUntil, until);
        changed();
        return true;
    }

    /** An entry of an open block counts for nothing from now on. */
    void drop(int entry) {
        byte[] in = bytes();
        INT.set(in, entry + TAG, tag(in, entry) | (flags(in, entry) | GONE) << FLAGS_SHIFT);
        changed();
    }

    byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("a block is not cached: group=" + group + ", number=" + number);
        }
        return bytes;
    }

    static long key(byte[] in, int entry) {
        return (long) LONG.get(in, entry);
    }

    static int until(byte[] in, int entry) {
        return (int) INT.get(in, entry + UNTIL);
    }

    static int room(byte[] in, int entry) {
        return (int) INT.get(in, entry + ROOM);
    }

    static int length(byte[] in, int entry) {
        return (int) INT.get(in, entry + LENGTH);
    }

    static int tag(byte[] in, int entry) {
        return (int) INT.get(in, entry + TAG) & MOST_TAG;
    }

    static int flags(byte[] in, int entry) {
        return (int) INT.get(in, entry + TAG) >>> FLAGS_SHIFT;
    }

    static boolean is(int flag, byte[] in, int entry) {
        return (flags(in, entry) & flag) != 0;
    }

    /**
     * Finds faults in bytes that were read: a length that leads elsewhere would be followed for ever.
     *
     * @throws IllegalArgumentException with where
     */
    static void check(byte[] in, int used) {
        int entry = 0;
        while (entry < used) {
            int left = used - entry;
            int room = left < HEADER ? 0 : room(in, entry);
            if (room < HEADER
                    || room > left
                    || room % 8 != 0
                    || length(in, entry) < 0
                    || HEADER + length(in, entry) > room) {
                throw new IllegalArgumentException("a block is damaged: at=" + entry + ", used=" + used);
            }
            entry += room;
        }
    }
}
