// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutWriter;

/**
 * The values of one kind of one task by key, each until an order time. One goes to a key and then reads, puts or removes
 * its value.
 *
 * <pre>
 *   each value   8 until when it is kept, in order time | as many octets as there are
 * </pre>
 */
public final class StoredValues {
    private final TaskStore store;
    private final int kind;
    private final LayoutWriter room = new LayoutWriter();

    private int group;
    private long key;
    private int tag;

    StoredValues(TaskStore store, int kind) {
        this.store = store;
        this.kind = kind;
    }

    /** Goes to a key: what follows is about its value. */
    public StoredValues at(String text) {
        KeyHash hash = store.hashOf(kind, text);
        group = store.groupOf(text);
        key = hash.first();
        tag = kind << Short.SIZE | hash.check();
        return this;
    }

    /** A copy of the value, over or not; null when there is none. */
    public byte @Nullable [] value() throws IOException {
        BlockStore blocks = store.blocks();
        if (!blocks.find(key, tag)) {
            return null;
        }
        int from = blocks.foundAt();
        return Arrays.copyOfRange(blocks.found(), from + Long.BYTES, from + blocks.foundLength());
    }

    /** Until when the value is kept; {@link Long#MIN_VALUE} when there is none. */
    public long until() throws IOException {
        BlockStore blocks = store.blocks();
        return blocks.find(key, tag) ? until(blocks.found(), blocks.foundAt()) : Long.MIN_VALUE;
    }

    /** The value, if there is one that is not over at this order time. */
    public byte @Nullable [] valueAt(long orderTime) throws IOException {
        return until() > orderTime ? value() : null;
    }

    /** Puts a value in the place of the one there is, if any. */
    public void put(LayoutWriter value, long until) throws IOException {
        room.clear().fixed(until).append(value);
        put(until);
    }

    /** Puts a value in the place of the one there is, if any. */
    public void put(byte[] value, long until) throws IOException {
        room.clear().fixed(until).raw(value);
        put(until);
    }

    private void put(long until) throws IOException {
        store.blocks().put(group, key, tag, room.shared(), room.length(), TaskStore.hoursUntil(until));
    }

    /** Lets the value go, if there is one. */
    public void remove() throws IOException {
        store.blocks().remove(group, key, tag);
    }

    /** Hands over all values of the kind, over or not, in any order. */
    public void forEach(Visitor visitor) throws IOException {
        store.blocks().forEach((found, in, at, length) -> {
            if (found >>> Short.SIZE == kind) {
                visitor.visit(Arrays.copyOfRange(in, at + Long.BYTES, at + length));
            }
        });
    }

    /** Who is handed a value; meanwhile nothing may be asked of the store. */
    @FunctionalInterface
    public interface Visitor {
        void visit(byte[] value) throws IOException;
    }

    private static long until(byte[] in, int at) {
        return (long) TaskStore.LONG.get(in, at);
    }
}
