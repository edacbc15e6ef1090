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
 * Values by 64-bit key, in {@link Block}s. Each key group has an open block or two on the heap, which are changed in place.
 * When it is full it is sealed: one put into the backend, and cached here while there is room. A value of a sealed block
 * that changes is appended to the open one.
 *
 * <p>A checkpoint has the sealed blocks in the backend and a copy of the open ones beside it; a savepoint has all in the
 * backend. Both move by key group, so any number of tasks restores them: nothing else exists.
 *
 * <p>A block of which little counts any more is emptied into the open one; a block whose values are all over leaves as
 * a whole. Until then a value that is over may still be found: who reads decides by the value's own time.
 *
 * <p>Not for several threads. Longer than most classes: all that keeps its invariants, which the package's README names,
 * stands here.
 */
public final class BlockStore {
    /** Of a block that is emptied fewer than one entry in so many count. */
    private static final int SPARSE = 4;

    /** A value that has changed has room to grow by one part in so many. */
    private static final int GROWTH = 8;

    /** Odd: leads from any hash to others. */
    private static final long NEXT_KEY = 0x9E3779B97F4A7C15L;

    /** Kinds of like retention share blocks: what is kept for long should not keep what is not. */
    private static final int LANES = 2;

    /** So many may be read from the backend between two records. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final int NO_TAG = -1;
    private static final int KINDS = 1 << 8;
    private static final int KIND_SHIFT = 16;
    private static final byte[] NOTHING = {};

    private final SealedBlocks sealed;
    private final int blockBytes;
    private final int firstGroup;
    private final @Nullable Block[] open;
    private final byte[] laneOfKind = new byte[KINDS];
    private final int[] nextNumber;
    private final PlaceIndex index = new PlaceIndex();
    private final BlockCache cache;
    private final BlockTable table = new BlockTable();
    private final Deque<Block> sparse = new ArrayDeque<>();
    private int passedHours = Integer.MIN_VALUE;
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
        this.blockBytes = blockBytes;
        this.cache = new BlockCache(cachedBytes);
    }

    /** From now on values of a kind, the upper eight bits of their tags, go to the second lane of blocks. */
    public void apart(int kind) {
        laneOfKind[kind] = 1;
    }

    private int lane(int group, int tag) {
        return (group - firstGroup) * LANES + laneOfKind[tag >>> KIND_SHIFT];
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
        byte[] in = bytesOf(table.block(place));
        int entry = BlockTable.entry(place);
        if (Block.is(Block.REMOVED, in, entry)) {
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
    public byte @Nullable [] get(long key, int tag) throws IOException {
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
        // May move the key's entry of now.
        Block to = withRoom(group, lane(group, tag), room);
        long before = index.get(key);
        int moved = flags;
        if (before != 0) {
            Block holder = table.block(before);
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
            if (last.used + size <= last.bytes().length) {
                return last;
            }
            if (last.live <= last.entries / 2) {
                pack(last);
                if (last.used + size <= last.bytes().length) {
                    return last;
                }
            }
            seal(last);
        }
        Block next = begun(group, nextNumber[group - firstGroup]);
        next.open = true;
        next.lane = lane;
        next.bytes = new byte[Math.max(blockBytes, size)];
        open[lane] = next;
        return next;
    }

    /** What counts of an open block closes up. */
    private void pack(Block block) {
        byte[] from = block.bytes();
        int used = block.used;
        block.bytes = new byte[Math.max(blockBytes, used)];
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
        return bytes;
    }

    /** Empties blocks of which little counts; between two records, as it moves entries. */
    public void tidy() throws IOException {
        for (Block one = sparse.pollFirst(); one != null; one = sparse.pollFirst()) {
            if (!one.removed) {
                byte[] from = bytesOf(one);
                for (int entry = 0; entry < one.used; entry += Block.room(from, entry)) {
                    long key = Block.key(from, entry);
                    if (index.get(key) != BlockTable.place(one, entry)) {
                        continue;
                    }
                    if (Block.until(from, entry) <= passedHours) {
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
        for (int left = MOST_AT_ONCE; left > 0; left--) {
            Block over = table.over(hours);
            if (over == null) {
                break;
            }
            leave(over);
        }
        if (hours > passedHours) {
            passedHours = hours;
            for (Block one : open) {
                if (one != null && one.used > 0 && one.lastUntil <= hours) {
                    leave(one);
                }
            }
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
        table.remove(block);
    }

    /** A copy of what the backend lacks. */
    public BlockSnapshot snapshot() {
        SortedMap<Integer, List<OpenBlock>> copies = new TreeMap<>();
        for (Block one : open) {
            if (one != null && one.used > 0) {
                copies.computeIfAbsent(one.group(), group -> new ArrayList<>())
                        .add(new OpenBlock(one.number(), Arrays.copyOf(one.bytes(), one.used)));
            }
        }
        return new BlockSnapshot(copies);
    }

    /** Brings the backend up to date: afterwards it lacks nothing, and open blocks stay open. */
    public void writeBack() throws IOException {
        for (Block one : open) {
            if (one != null && one.used > 0) {
                store(one);
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
            if (!Block.is(Block.GONE, bytes, entry)) {
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
        byte[] read = read(block);
        block.bytes = read;
        cache.add(block);
        return read;
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
