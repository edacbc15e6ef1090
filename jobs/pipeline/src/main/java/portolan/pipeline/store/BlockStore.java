// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.store.BlockSnapshot.OpenBlock;

/**
 * Values by 64-bit key, in {@link Block}s. Each key group has a few open blocks on the heap, which are changed in place.
 * When one is full it is sealed: one put into the backend, and cached here while there is room. A value of a sealed block
 * that changes is appended to the open one.
 *
 * <p>A checkpoint has the sealed blocks in the backend and a copy of the open ones beside it; a savepoint has all in the
 * backend. Both move by key group, so any number of tasks restores them: nothing else exists.
 *
 * <p>A block of which little counts any more is emptied into the open one; a block whose values are all over leaves as
 * a whole. Both may leave older entries behind in other blocks. So an entry that is over, by the time that has passed in
 * its key group, counts for nothing wherever it lies; and that time is in every snapshot.
 *
 * <p>Not for several threads. Longer than most classes: all that keeps its invariants, which the package's README names,
 * stands here.
 */
final class BlockStore {
    /** Of a block that is emptied fewer than one entry in so many count. */
    private static final int SPARSE = 4;

    /** A value that has changed has room to grow by one part in so many. */
    private static final int GROWTH = 8;

    /** Odd: leads from any hash to others. */
    private static final long NEXT_KEY = 0x9E3779B97F4A7C15L;

    /** Values that are over at about the same time share blocks: up to so many hours from now, and the rest. */
    private static final int[] LANES_UNTIL = {40 * 24, 300 * 24};

    /** One value of this part of a block, or larger, would have the block sealed for each small one that comes. */
    private static final int LARGE = 4;

    private static final int LARGE_LANE = LANES_UNTIL.length + 1;
    private static final int LANES = LARGE_LANE + 1;
    private static final int FIRST_BYTES = 1 << 10;

    /** So many are emptied between two records: after a restart there may be thousands. */
    private static final int MOST_EMPTIED = 4;

    /** So many are put into the backend while a task stands still for a snapshot. */
    private static final int MOST_STORED = 64;

    /** So many may be read from the backend between two records. */
    private static final int MOST_AT_ONCE = 200;

    private static final int NO_TAG = -1;
    static final int NEVER = Integer.MIN_VALUE;
    private static final byte[] NOTHING = {};

    private final SealedBlocks sealed;
    private final int blockBytes;
    private final int firstGroup;
    private final @Nullable Block[] open;
    private final int[] nextNumber;

    /** By key group: hours of order time that have passed, and as the backend has them. */
    private final int[] passed;

    private final int[] storedPassed;
    private final int[] blocksOf;
    private final PlaceIndex index = new PlaceIndex();
    private final BlockCache cache;
    private final BlockTable table = new BlockTable();
    private final Deque<Block> sparse = new ArrayDeque<>();
    private int passedHours = NEVER;
    private @Nullable Block lastRead;
    private byte[] lastBytes = NOTHING;
    private long lastKey;
    private int lastTag = NO_TAG;
    private long lastPlace;
    private long ownKey;
    private byte[] found = NOTHING;
    private int foundAt;
    private int foundLength;

    /**
     * An empty store; {@link #restore} fills it.
     *
     * @param firstGroup first key group of the task
     * @param groups how many it has
     * @param blockBytes a block is sealed when it has so many; larger values have a block of their own
     * @param cachedBytes sealed blocks of so many bytes are cached on the heap
     */
    public BlockStore(SealedBlocks sealed, int firstGroup, int groups, int blockBytes, long cachedBytes) {
        this.sealed = sealed;
        this.firstGroup = firstGroup;
        this.open = new Block[groups * LANES];
        this.nextNumber = new int[groups];
        Arrays.fill(nextNumber, 1);
        this.passed = new int[groups];
        Arrays.fill(passed, NEVER);
        this.storedPassed = passed.clone();
        this.blocksOf = new int[groups];
        this.blockBytes = blockBytes;
        this.cache = new BlockCache(cachedBytes);
    }

    /**
     * Which open block an entry goes to.
     *
     * @param holder where the key's entry is: it does not change its lane without need
     */
    private int lane(int group, int room, int until, @Nullable Block holder) {
        int lane;
        if (room > blockBytes / LARGE || until == Integer.MAX_VALUE) {
            // One that is kept for ever would keep its whole block.
            lane = LARGE_LANE;
        } else if (holder != null && holder.lane >= 0 && holder.lane % LANES != LARGE_LANE) {
            lane = holder.lane % LANES;
        } else {
            long left = (long) until - passedHours;
            lane = 0;
            while (lane < LANES_UNTIL.length && (passedHours == NEVER || left > LANES_UNTIL[lane])) {
                lane++;
            }
        }
        return (group - firstGroup) * LANES + lane;
    }

    private boolean isOver(Block block, byte[] in, int entry) {
        return Block.until(in, entry) <= passed[block.group() - firstGroup];
    }

    /**
     * Looks for a key's value: {@link #found}, {@link #foundAt} and {@link #foundLength} say where it lies until
     * anything else is asked of the store.
     */
    public boolean find(long key, int tag) throws IOException {
        long place = placeOf(key, tag);
        if (place == 0) {
            return false;
        }
        Block holder = table.block(place);
        byte[] in = bytesOf(holder);
        int entry = BlockTable.entry(place);
        if (Block.is(Block.REMOVED, in, entry) || isOver(holder, in, entry)) {
            return false;
        }
        found = in;
        foundAt = entry + Block.HEADER;
        foundLength = Block.length(in, entry);
        return true;
    }

    /** The bytes among which the value lies that was found; nobody may change them. */
    public byte[] found() {
        return found;
    }

    public int foundAt() {
        return foundAt;
    }

    public int foundLength() {
        return foundLength;
    }

    /** A copy of the value of a key; null when it has none. */
    byte @Nullable [] get(long key, int tag) throws IOException {
        return find(key, tag) ? Arrays.copyOfRange(found, foundAt, foundAt + foundLength) : null;
    }

    /**
     * Where a key's entry is, 0 for nowhere, and in {@link #ownKey} under which key the index has it: if another one's hash
     * is the same, one of the two is under the next. Once the first of them is gone the second begins anew, as if it had
     * no value.
     */
    private long placeOf(long key, int tag) throws IOException {
        if (tag == lastTag && key == lastKey) {
            return lastPlace;
        }
        ownKey = key;
        long place = index.get(ownKey);
        while (place != 0 && Block.tag(bytesOf(table.block(place)), BlockTable.entry(place)) != tag) {
            ownKey = ownKey * NEXT_KEY + 1;
            place = index.get(ownKey);
        }
        lastKey = key;
        lastTag = tag;
        lastPlace = place;
        return place;
    }

    /** Entries move, come or go. */
    private void forgetLast() {
        lastTag = NO_TAG;
    }

    /**
     * Puts a value in the place of the key's, if any.
     *
     * @param group the key's key group
     * @param value of which the first octets count
     * @param untilHours hours of order time after which the value is over, rounded up
     */
    public void put(int group, long key, int tag, byte[] value, int length, int untilHours) throws IOException {
        int until = untilHours;
        int moved = 0;
        int spare = 0;
        long place = placeOf(key, tag);
        if (place != 0) {
            Block holder = table.block(place);
            byte[] in = bytesOf(holder);
            int entry = BlockTable.entry(place);
            // What counts must outlive all that it keeps from counting.
            until = Math.max(until, Block.until(in, entry));
            moved = Block.flags(in, entry) & Block.MOVED;
            if (holder.open && holder.change(entry, until, moved, value, length)) {
                return;
            }
            // What has changed is likely to grow on.
            spare = length / GROWTH;
        }
        append(group, ownKey, tag, moved, value, 0, length, spare, until);
    }

    /** Lets a key's value go, if it has one. */
    public void remove(int group, long key, int tag) throws IOException {
        long place = placeOf(key, tag);
        if (place == 0) {
            return;
        }
        Block holder = table.block(place);
        byte[] in = bytesOf(holder);
        int entry = BlockTable.entry(place);
        if (Block.is(Block.REMOVED, in, entry)) {
            return;
        }
        if (!holder.open) {
            append(group, ownKey, tag, Block.REMOVED, in, 0, 0, 0, Block.until(in, entry));
        } else if (Block.is(Block.MOVED, in, entry)) {
            holder.change(entry, Block.until(in, entry), Block.REMOVED | Block.MOVED, in, 0);
        } else {
            holder.drop(entry);
            forgetLast();
            index.remove(ownKey);
            counts(holder, -1);
        }
    }

    private void append(int group, long key, int tag, int flags, byte[] from, int at, int length, int spare, int until)
            throws IOException {
        int room = Block.size(length + spare);
        forgetLast();
        long now = index.get(key);
        int lane = lane(group, room, until, now == 0 ? null : table.block(now));
        // May move the key's entry of now.
        Block to = withRoom(group, lane, room);
        long before = index.get(key);
        int moved = flags;
        if (before != 0) {
            Block holder = table.block(before);
            if (holder.number() > to.number()) {
                // It changes its lane. Of two entries the one in the higher block counts after a restart.
                seal(to);
                to = withRoom(group, lane, room);
            }
            counts(holder, -1);
            if (holder.open) {
                holder.drop(BlockTable.entry(before));
            } else {
                moved |= Block.MOVED;
            }
        }
        int entry = to.append(key, until, tag, moved, from, at, length, room);
        index.put(key, BlockTable.place(to, entry));
    }

    private Block withRoom(int group, int lane, int size) throws IOException {
        Block last = open[lane];
        if (last != null) {
            if (last.hasRoom(size, blockBytes)) {
                return last;
            }
            if (last.live <= last.entries / 2) {
                pack(last);
                if (last.hasRoom(size, blockBytes)) {
                    return last;
                }
            }
            seal(last);
        }
        Block next = begun(group, nextNumber[group - firstGroup]);
        next.open = true;
        next.lane = lane;
        next.bytes = new byte[Math.max(Math.min(FIRST_BYTES, blockBytes), size)];
        open[lane] = next;
        return next;
    }

    /** What counts of an open block closes up. */
    private void pack(Block block) {
        byte[] from = block.bytes();
        int used = block.used;
        block.bytes = new byte[from.length];
        block.used = 0;
        block.entries = 0;
        block.live = 0;
        block.lastUntil = Integer.MIN_VALUE;
        for (int entry = 0; entry < used; entry += Block.room(from, entry)) {
            long key = Block.key(from, entry);
            if (index.get(key) == BlockTable.place(block, entry)) {
                index.put(key, BlockTable.place(block, copy(from, entry, block)));
            }
        }
    }

    private static int copy(byte[] from, int entry, Block to) {
        return to.append(
                Block.key(from, entry),
                Block.until(from, entry),
                Block.tag(from, entry),
                Block.flags(from, entry),
                from,
                entry + Block.HEADER,
                Block.length(from, entry),
                Block.size(Block.length(from, entry)));
    }

    private void seal(Block block) throws IOException {
        block.bytes = store(block);
        block.open = false;
        open[block.lane] = null;
        table.sealed(block);
        counts(block, 0);
        cache.add(block);
    }

    /** The bytes that the backend has now. */
    private byte[] store(Block block) throws IOException {
        byte[] bytes = Arrays.copyOf(block.bytes(), block.used);
        sealed.put(block.group(), block.number(), bytes);
        block.stored = true;
        block.dirty = false;
        return bytes;
    }

    /** Empties a few blocks of which little counts; between two records, as it moves entries. */
    public void tidy() throws IOException {
        for (int left = MOST_EMPTIED; left > 0 && !sparse.isEmpty(); left--) {
            Block one = sparse.removeFirst();
            if (!one.removed) {
                byte[] from = bytesOf(one);
                for (int entry = 0; entry < one.used; entry += Block.room(from, entry)) {
                    long key = Block.key(from, entry);
                    if (index.get(key) != BlockTable.place(one, entry)) {
                        continue;
                    }
                    if (isOver(one, from, entry)) {
                        forgetLast();
                        index.remove(key);
                    } else {
                        append(
                                one.group(),
                                key,
                                Block.tag(from, entry),
                                Block.flags(from, entry),
                                from,
                                entry + Block.HEADER,
                                Block.length(from, entry),
                                0,
                                Block.until(from, entry));
                    }
                }
                remove(one);
            }
        }
    }

    /** Order time has come to this: blocks whose values are all over leave, at most {@value #MOST_AT_ONCE} of them now. */
    public void passed(int hours) throws IOException {
        if (hours > passedHours) {
            passedHours = hours;
            for (int group = 0; group < passed.length; group++) {
                passed[group] = Math.max(passed[group], hours);
            }
            for (Block one : open) {
                if (one != null && one.lastUntil <= hours) {
                    leave(one);
                }
            }
        }
        for (int left = MOST_AT_ONCE; left > 0; left--) {
            Block over = table.over(hours);
            if (over == null) {
                break;
            }
            leave(over);
        }
    }

    private void leave(Block block) throws IOException {
        forgetLast();
        byte[] cached = block.bytes;
        byte[] in = cached == null ? read(block) : cached;
        for (int entry = 0; entry < block.used; entry += Block.room(in, entry)) {
            long key = Block.key(in, entry);
            if (index.get(key) == BlockTable.place(block, entry)) {
                index.remove(key);
            }
        }
        remove(block);
    }

    private void remove(Block block) throws IOException {
        if (block.stored) {
            sealed.remove(block.group(), block.number());
        }
        if (block.open) {
            open[block.lane] = null;
        } else {
            cache.letGo(block);
        }
        blocksOf[block.group() - firstGroup]--;
        table.remove(block);
    }

    /**
     * A copy of what the backend lacks. Of blocks that did not change since the last one some are put into the backend
     * instead: where little is filed, a checkpoint should be small.
     */
    public BlockSnapshot snapshot() throws IOException {
        storePassed();
        SortedMap<Integer, List<OpenBlock>> copies = new TreeMap<>();
        int left = MOST_STORED;
        for (Block one : open) {
            if (one == null || !one.dirty) {
                continue;
            }
            if (one.inSnapshot && left > 0) {
                left--;
                store(one);
            } else {
                one.inSnapshot = true;
                copies.computeIfAbsent(one.group(), group -> new ArrayList<>())
                        .add(new OpenBlock(one.number(), Arrays.copyOf(one.bytes(), one.used)));
            }
        }
        return new BlockSnapshot(copies);
    }

    /** Brings the backend up to date: afterwards it lacks nothing, and open blocks stay open. */
    public void writeBack() throws IOException {
        storePassed();
        for (Block one : open) {
            if (one != null && one.dirty) {
                store(one);
            }
        }
    }

    /** An entry that was over must not count again after a restart: what superseded it may have left before it. */
    private void storePassed() throws IOException {
        for (int at = 0; at < passed.length; at++) {
            int now = blocksOf[at] == 0 ? NEVER : passed[at];
            if (now != storedPassed[at]) {
                sealed.putPassed(firstGroup + at, now);
                storedPassed[at] = now;
            }
        }
    }

    /**
     * Takes over what a snapshot has of a key group. Blocks that were open are sealed: what is put from now on has a higher
     * number than all there is, whichever lane it goes to.
     *
     * @param beside the open blocks beside the backend, which may have them as they were at a savepoint
     */
    public void restore(int group, List<OpenBlock> beside) throws IOException {
        passed[group - firstGroup] = sealed.passed(group);
        storedPassed[group - firstGroup] = passed[group - firstGroup];
        for (OpenBlock one : beside) {
            sealed.put(group, one.number(), one.bytes());
        }
        sealed.forEach(group, (number, bytes) -> {
            Block block = found(group, number, bytes);
            block.stored = true;
            table.sealed(block);
            cache.add(block);
        });
    }

    /** Call once after all key groups are restored. */
    public void restored() {
        table.all().forEach(block -> counts(block, 0));
    }

    private Block found(int group, int number, byte[] bytes) throws IOException {
        try {
            Block.check(bytes, bytes.length);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage() + ", group=" + group + ", number=" + number, e);
        }
        Block block = begun(group, number);
        block.bytes = bytes;
        block.used = bytes.length;
        for (int entry = 0; entry < bytes.length; entry += Block.room(bytes, entry)) {
            block.lastUntil = Math.max(block.lastUntil, Block.until(bytes, entry));
            block.entries++;
            if (!Block.is(Block.GONE, bytes, entry) && !isOver(block, bytes, entry)) {
                takeIfNewest(block, bytes, entry);
            }
        }
        return block;
    }

    private void takeIfNewest(Block block, byte[] bytes, int entry) {
        long key = Block.key(bytes, entry);
        long known = index.get(key);
        if (known != 0) {
            Block other = table.block(known);
            if (other.number() > block.number()) {
                return;
            }
            other.live--;
        }
        block.live++;
        index.put(key, BlockTable.place(block, entry));
    }

    private Block begun(int group, int number) {
        nextNumber[group - firstGroup] = Math.max(nextNumber[group - firstGroup], number + 1);
        blocksOf[group - firstGroup]++;
        return table.begin(group, number);
    }

    private void counts(Block block, int more) {
        block.live += more;
        if (!block.open && !block.sparse && block.live * SPARSE < block.entries) {
            block.sparse = true;
            sparse.addLast(block);
        }
    }

    private byte[] bytesOf(Block block) throws IOException {
        byte[] cached = block.bytes;
        block.recent = true;
        if (cached != null) {
            return cached;
        }
        if (block != lastRead) {
            lastBytes = read(block);
            lastRead = block;
            block.bytes = lastBytes;
            cache.add(block);
        }
        // Whether or not the cache has room for it.
        return lastBytes;
    }

    private byte[] read(Block block) throws IOException {
        byte[] read = sealed.get(block.group(), block.number());
        if (read == null || read.length != block.used) {
            throw new IOException("a sealed block is not in the backend as it was: group=" + block.group() + ", number="
                    + block.number() + ", length=" + (read == null ? 0 : read.length) + ", expected=" + block.used);
        }
        return read;
    }

    /** Hands over all values, in any order; meanwhile nothing may be asked of the store. */
    public void forEach(Values values) throws IOException {
        for (Block one : table.all()) {
            byte[] cached = one.bytes;
            byte[] in = cached == null ? read(one) : cached;
            for (int entry = 0; entry < one.used; entry += Block.room(in, entry)) {
                if (index.get(Block.key(in, entry)) == BlockTable.place(one, entry)
                        && !isOver(one, in, entry)
                        && !Block.is(Block.REMOVED, in, entry)) {
                    values.visit(Block.tag(in, entry), in, entry + Block.HEADER, Block.length(in, entry));
                }
            }
        }
    }

    /** Who is handed a value. */
    @FunctionalInterface
    public interface Values {
        /** Takes a value that lies among these bytes. */
        void visit(int tag, byte[] in, int at, int length) throws IOException;
    }

    /** Keys that have a value, or that were removed and are kept from coming back. */
    public int keys() {
        return index.size();
    }

    public int blocks() {
        return table.size();
    }

    public long cachedBytes() {
        return cache.bytes();
    }
}
