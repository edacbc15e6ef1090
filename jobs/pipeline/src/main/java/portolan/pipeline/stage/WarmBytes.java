// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.WarmSlabs.Room;

/**
 * Values of one task that made room as objects, as bytes on the heap: all its {@link HeldValues} share the room.
 *
 * <p>Entries are added one behind the other to the newest {@link WarmSegment}. When there is room for no more, the
 * oldest one is emptied: what the backend lacks is written there, the rest is dropped. So a million values are a few
 * dozen arrays to the garbage collector, and what comes and goes within the bound never reaches the backend if nothing
 * is written between events. What was replaced or removed keeps its room until its segment is emptied.
 */
public final class WarmBytes {
    private static final int LARGEST_SEGMENT_BYTES = 1 << 20;
    private static final int SMALLEST_SEGMENT_BYTES = 1 << 12;
    private static final int SEGMENTS_OF_A_SMALL_ONE = 16;
    private static final int FIRST_SEGMENTS = 16;
    private static final int MOST_OWNERS = 256;

    /** Soon before the last one: numbers begin again in every test, not only after a year in production. */
    private static final int FIRST_NUMBER = Integer.MAX_VALUE - 3;

    private final long most;

    /** By how many bits the number of a segment stands above the place in it in an address. */
    private final int numberShift;

    private final List<Owner> owners = new ArrayList<>();
    private final WarmIndex index = new WarmIndex();
    private final WarmSlabs slabs;

    /** Those between the oldest and the next number, each at the lower bits of its own. */
    private @Nullable WarmSegment[] segments = new WarmSegment[FIRST_SEGMENTS];

    private int oldest = FIRST_NUMBER;
    private int next = FIRST_NUMBER;
    private @Nullable WarmSegment open;

    /** @param most bytes of heap, of which the first are taken when they are needed */
    public WarmBytes(long most) {
        this(most, (int) Math.max(
                SMALLEST_SEGMENT_BYTES,
                Math.min(LARGEST_SEGMENT_BYTES, Long.highestOneBit(most / SEGMENTS_OF_A_SMALL_ONE))));
    }

    /** @param segmentBytes a power of two; an entry that needs more than {@link WarmSlabs#roomBytes} is not taken in */
    WarmBytes(long most, int segmentBytes) {
        this.most = most;
        this.slabs = new WarmSlabs(segmentBytes);
        this.numberShift = Integer.numberOfTrailingZeros(segmentBytes) - WarmSegment.UNIT_BITS;
    }

    /** Whose values they are, and who knows the backend. */
    interface Owner {
        /**
         * Brings the backend up to date with a value that it lacks, or that is not worth keeping any longer.
         *
         * @param stored whether the backend has a value of the key
         * @return whether it has now
         */
        boolean write(String key, byte[] value, boolean stored) throws IOException;
    }

    /**
     * The bytes of a value.
     *
     * @param changed whether they may differ from what the backend has
     * @param stored whether the backend has a value of the key
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives between two lines; nobody compares it.
    record Warm(byte[] value, boolean changed, boolean stored) {}

    /** Lets another owner in; by which number its entries are told from others'. */
    int join(Owner owner) {
        if (owners.size() == MOST_OWNERS) {
            throw new IllegalStateException("no room for another owner: owners=" + MOST_OWNERS);
        }
        owners.add(owner);
        return owners.size() - 1;
    }

    /** Whether it takes nothing in. */
    boolean isOff() {
        return most == 0;
    }

    /** How many bytes of heap it takes now. */
    long bytes() {
        return slabs.bytes() + index.bytes();
    }

    /**
     * Takes a value in, in place of what there is under its key; false when it is larger than a segment, or there is no
     * room for one. May lead the backend to some other key.
     */
    boolean put(int owner, String key, Warm warm) throws IOException {
        take(owner, key);
        // First: the index may grow, and what it takes no segment can have.
        makeRoomInIndex();
        WarmSegment segment = segmentFor(WarmSegment.size(key, warm.value()));
        if (segment == null) {
            return false;
        }
        int marks = WarmSegment.LIVE
                | (warm.changed() ? WarmSegment.CHANGED : 0)
                | (warm.stored() ? WarmSegment.STORED : 0);
        int hash = hash(owner, key);
        index.add(hash, address(segment, segment.add(hash, owner, marks, key, warm.value())));
        return true;
    }

    /** The value of a key, which leaves with it; null if there is none. */
    @Nullable
    Warm take(int owner, String key) {
        int address = find(owner, key);
        if (address == 0) {
            return null;
        }
        WarmSegment segment = segment(address);
        int at = place(segment, address);
        Warm found = warm(segment, at);
        remove(segment, at);
        return found;
    }

    /** The value of a key, which stays; null if there is none. */
    @Nullable
    Warm peek(int owner, String key) {
        int address = find(owner, key);
        if (address == 0) {
            return null;
        }
        WarmSegment segment = segment(address);
        return warm(segment, place(segment, address));
    }

    /** Writes to the backend what that lacks, of all owners, and keeps nothing that is not there then. */
    void writeBack() throws IOException {
        for (int number = oldest; number != next; number++) {
            WarmSegment segment = segmentOf(number);
            for (int at = segment.from(); segment.isChanged() && at < segment.end(); at = segment.afterEntry(at)) {
                if (segment.is(WarmSegment.CHANGED, at)) {
                    if (write(segment, at)) {
                        segment.remark(at, WarmSegment.LIVE | WarmSegment.STORED);
                    } else {
                        remove(segment, at);
                    }
                }
            }
        }
    }

    private boolean write(WarmSegment segment, int at) throws IOException {
        return owners.get(segment.owner(at))
                .write(segment.key(at), segment.value(at), segment.is(WarmSegment.STORED, at));
    }

    private void remove(WarmSegment segment, int at) {
        index.remove(segment.hash(at), address(segment, at));
        segment.remark(at, 0);
    }

    private static Warm warm(WarmSegment segment, int at) {
        return new Warm(segment.value(at), segment.is(WarmSegment.CHANGED, at), segment.is(WarmSegment.STORED, at));
    }

    /** The address of an entry; 0 if there is none. */
    private int find(int owner, String key) {
        int hash = hash(owner, key);
        for (int slot = index.first(hash); slot >= 0; slot = index.next(slot, hash)) {
            int address = index.address(slot);
            WarmSegment segment = segment(address);
            if (segment.isOf(place(segment, address), owner, key)) {
                return address;
            }
        }
        return 0;
    }

    /** Rather than grow beyond the bound with its index, it lets the oldest entries go. */
    private void makeRoomInIndex() throws IOException {
        while (!index.hasRoom()) {
            if (bytes() + index.bytes() <= most) {
                index.grow();
            } else if (!slabs.drop()) {
                emptyOldest();
            }
        }
    }

    /** Null when there is never room for so much. */
    private @Nullable WarmSegment segmentFor(long size) throws IOException {
        if (open != null && open.hasRoom(size)) {
            return open;
        }
        Room room = size > slabs.roomBytes() ? null : room();
        if (room == null) {
            return null;
        }
        open = append(room);
        return open;
    }

    /** For the next segment; null if there is not even room for one. */
    private @Nullable Room room() throws IOException {
        Room room = slabs.take();
        if (room == null) {
            slabs.grow(most - bytes());
            room = slabs.take();
        }
        while (room == null && oldest != next) {
            emptyOldest();
            room = slabs.take();
        }
        return room;
    }

    private WarmSegment append(Room room) {
        if (next - oldest == segments.length) {
            WarmSegment[] more = new WarmSegment[segments.length * 2];
            for (int number = oldest; number != next; number++) {
                more[number & (more.length - 1)] = segmentOf(number);
            }
            segments = more;
        }
        WarmSegment segment = new WarmSegment(room, next);
        segments[next & (segments.length - 1)] = segment;
        next++;
        return segment;
    }

    /** Lets the oldest segment go, whose room is free then. */
    private void emptyOldest() throws IOException {
        WarmSegment segment = segmentOf(oldest);
        for (int at = segment.from(); at < segment.end(); at = segment.afterEntry(at)) {
            if (segment.is(WarmSegment.CHANGED, at)) {
                write(segment, at);
            }
            if (segment.is(WarmSegment.LIVE, at)) {
                index.remove(segment.hash(at), address(segment, at));
            }
        }
        segments[oldest & (segments.length - 1)] = null;
        oldest++;
        slabs.giveBack(segment.room());
        if (segment == open) {
            open = null;
        }
    }

    /** Never 0: the lowest is 1, and no entry begins in the last unit of all. */
    private int address(WarmSegment segment, int at) {
        return (segment.number() << numberShift | (at - segment.from()) >>> WarmSegment.UNIT_BITS) + 1;
    }

    private WarmSegment segment(int address) {
        // An address has the lower bits of a number only: there are never so many segments that two have the same ones.
        return segmentOf((address - 1) >>> numberShift);
    }

    private WarmSegment segmentOf(int number) {
        WarmSegment segment = segments[number & (segments.length - 1)];
        if (segment == null) {
            throw new IllegalStateException("there is no such segment: number=" + number);
        }
        return segment;
    }

    private int place(WarmSegment segment, int address) {
        return segment.from() + (((address - 1) & ((1 << numberShift) - 1)) << WarmSegment.UNIT_BITS);
    }

    /** The finalizer of MurmurHash3: like keys have like hashes, and so have the same keys of two owners. */
    private static int hash(int owner, String key) {
        int hash = key.hashCode() + owner * 0x9E3779B9;
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }
}
