// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where segments of {@link WarmBytes} lie: side by side in arrays, all but the first of which are so large that G1
 * never moves them.
 *
 * <p>An array a segment was copied twice before it was old, a third of all that a collection copied.
 */
final class WarmSlabs {
    /**
     * Half a region of G1 and more is "humongous": allocated where it stays. Regions have 1 to 32 MiB, so a slab is, up
     * to a heap of 64 GB.
     */
    private static final int LARGEST_BYTES = 1 << 24;

    /** So that the header of an array does not begin another region. */
    private static final int HEADER_BYTES = 64;

    /** A segment has room for a header when that is at most one part in so many. */
    private static final int PARTS_OF_A_SEGMENT = 64;

    private final int segmentBytes;
    private final int headerBytes;
    private final List<Slab> slabs = new ArrayList<>();
    private final Deque<Room> free = new ArrayDeque<>();
    private long bytes;

    /** @param segmentBytes a power of two, and no more than a slab has at most */
    WarmSlabs(int segmentBytes) {
        this.segmentBytes = segmentBytes;
        // Of tiny segments, as tests have them, there is none to spare.
        this.headerBytes = segmentBytes / PARTS_OF_A_SEGMENT < HEADER_BYTES ? 0 : HEADER_BYTES;
    }

    /** Where one segment may be, as long as nobody gave it back. */
    record Room(Slab slab, int from, int to) {}

    /** An array, and how many of its rooms are taken. */
    static final class Slab {
        private final byte[] bytes;
        private int taken;

        private Slab(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** Each room has so many bytes at least. */
    int roomBytes() {
        return segmentBytes - headerBytes;
    }

    /** How many bytes of heap all slabs take. */
    long bytes() {
        return bytes;
    }

    /** A room that nobody has; null if there is none. */
    @Nullable
    Room take() {
        Room room = free.poll();
        if (room != null) {
            room.slab().taken++;
        }
        return room;
    }

    void giveBack(Room room) {
        room.slab().taken--;
        free.add(room);
    }

    /**
     * Adds a slab as large as all before, so that little is taken for little; a smaller one if there is no more left.
     *
     * @param left bytes of heap that there are for it
     */
    void grow(long left) {
        long most = Math.min(left, Math.min(LARGEST_BYTES, Math.max(segmentBytes, bytes)));
        if (most < segmentBytes) {
            return;
        }
        int length = (int) Long.highestOneBit(most);
        Slab slab = new Slab(new byte[length - headerBytes]);
        slabs.add(slab);
        bytes += length;
        for (int from = 0; from < length; from += segmentBytes) {
            free.add(new Room(slab, from, Math.min(from + segmentBytes, slab.bytes.length)));
        }
    }

    /** Lets a slab go of which no room is taken; false if there is none. */
    boolean drop() {
        for (Slab slab : slabs) {
            if (slab.taken == 0) {
                free.removeIf(room -> room.slab() == slab);
                slabs.remove(slab);
                bytes -= slab.bytes.length + headerBytes;
                return true;
            }
        }
        return false;
    }
}
