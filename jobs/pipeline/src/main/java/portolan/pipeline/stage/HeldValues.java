// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.WarmBytes.Warm;
import portolan.pipeline.state.UnstoredLayout.Change;

/**
 * The values of one state of one task, on three levels: those used last as objects, those used before them as {@link
 * WarmBytes}, the rest in the backend. A snapshot has all: in the backend, or in a checkpoint the unwritten beside it
 * ({@link RawState}).
 *
 * <p>Using a value that is held as an object costs neither a call of RocksDB nor a reading of bytes. A key stands on
 * one of the two levels of the heap only. What was changed goes to the backend when there are too many {@link
 * Unwritten}, when it makes room among the objects, or when a second snapshot finds it untouched or new. If those have
 * no bound, it goes there before every snapshot, or when it makes room among the bytes, and what came and went in
 * between never reaches it.
 *
 * <p>Most keys of a feed are used once, or seldom: a box, a seal, a shipper. What comes under a new key is held for a
 * while in a small part of the room, and is an object for longer only if it is used again. Where values are written
 * between events, what was not used again by the time it is written becomes bytes at once, those that were written.
 * Held for longer, such values outlived the young generation, and moving them stopped all tasks.
 *
 * @param <V> the value
 */
final class HeldValues<V> {
    /** At most so many, and no more than a part of what is held, have come for the first time: see the class. */
    private static final int MOST_FRESH = 500;

    private static final int SHARE_OF_FRESH = 16;

    private final String name;
    private final KeyedStateBackend<String> backend;
    private final ValueState<byte[]> stored;
    private final Form<V> form;
    private final WarmBytes warm;
    private final Unwritten unwritten;
    private final int owner;
    private final SeenKeys seen;

    /** Those that were new when they came and have not been looked at since. */
    private final HeldQueue<V> fresh;

    /** Those that were used before, in the order in which they were fetched, or last found a second chance. */
    private final HeldQueue<V> proven;

    /** The place that was asked for last: its value may have grown since. */
    private @Nullable Held<V> used;

    /**
     * @param name by which a snapshot tells its changes from those of others of the task; it must never change
     * @param stored all values
     * @param most usual values held as objects at a time
     * @param warm where values go from there
     * @param unwritten those that the backend lacks
     * @param seen which keys are stored: the task need not look for others
     */
    HeldValues(
            String name,
            KeyedStateBackend<String> backend,
            ValueState<byte[]> stored,
            Form<V> form,
            int most,
            WarmBytes warm,
            Unwritten unwritten,
            SeenKeys seen) {
        this.name = name;
        this.backend = backend;
        this.stored = stored;
        this.form = form;
        this.fresh = new HeldQueue<>(Math.max(1, Math.min(MOST_FRESH, most / SHARE_OF_FRESH)));
        this.proven = new HeldQueue<>(most - fresh.most());
        this.warm = warm;
        this.unwritten = unwritten;
        this.seen = seen;
        this.owner = warm.join(this::writeWarm);
    }

    /** What becomes of a value between the heap and the backend. */
    interface Form<V> {
        V read(byte[] bytes);

        /** The bytes to store; null when the value is not worth any, and goes. */
        byte @Nullable [] bytes(V value);

        /** As many usual values take the room of this one on the heap; asked after each change, so at little cost. */
        default int room(V value) {
            return 1;
        }

        /** Until when a value is kept in order time, if that is for somebody else to look after. */
        default long until(V value) {
            return Long.MAX_VALUE;
        }

        /** The same of its bytes. */
        default long untilIn(byte[] bytes) {
            return Long.MAX_VALUE;
        }

        /** Whether a value that is kept until then is not worth any bytes by now. */
        default boolean isOver(long until) {
            return false;
        }

        /** A value is stored under a key, the backend's current one, where none was. May lead it to some other. */
        default void firstStored(String key, long until) throws IOException {}
    }

    /**
     * What can be said of a key's value without fetching it.
     *
     * @param until when it is kept in order time
     * @param stored whether the backend has a value of the key
     */
    record Glance(long until, boolean stored) {}

    /**
     * The place of a key's value, fetched if need be. It stays that place until the next one is asked for, here or
     * among values that share the unwritten, which may need the room. May leave the backend at some other key than
     * before.
     */
    Held<V> of(String key) throws IOException {
        weigh();
        Held<V> found = held(key);
        if (found == null) {
            found = fetch(key);
            HeldQueue<V> queue = found.value == null || proven.most() == 0 ? fresh : proven;
            makeRoom(queue, found.room);
            queue.add(found);
        } else {
            found.again = true;
        }
        used = found;
        return found;
    }

    private @Nullable Held<V> held(String key) {
        Held<V> found = proven.get(key);
        return found == null ? fresh.get(key) : found;
    }

    private Held<V> fetch(String key) throws IOException {
        Warm bytes = warm.take(owner, key);
        if (bytes != null) {
            return new Held<>(this, key, form.read(bytes.value()), bytes.value(), bytes.stored(), bytes.changed());
        }
        byte[] inBackend = inBackend(key);
        V value = inBackend == null ? null : form.read(inBackend);
        return new Held<>(this, key, value, inBackend, inBackend != null, false);
    }

    private byte @Nullable [] inBackend(String key) throws IOException {
        if (!seen.mayHave(key)) {
            return null;
        }
        backend.setCurrentKey(key);
        return stored.value();
    }

    /** Looks at a key's value where it is; null if there is none. May leave the backend at that key. */
    @Nullable
    Glance peek(String key) throws IOException {
        Held<V> found = held(key);
        if (found != null) {
            return found.value == null ? null : new Glance(form.until(found.value), found.stored);
        }
        Warm bytes = warm.peek(owner, key);
        if (bytes != null) {
            return new Glance(form.untilIn(bytes.value()), bytes.stored());
        }
        byte[] inBackend = inBackend(key);
        return inBackend == null ? null : new Glance(form.untilIn(inBackend), true);
    }

    /** Takes account of what became of the value that was used last: whoever has its place changes it there. */
    private void weigh() throws IOException {
        Held<V> last = used;
        used = null;
        if (last == null) {
            return;
        }
        last.origin = null;
        if (!last.unweighed) {
            return;
        }
        last.unweighed = false;
        int before = last.room;
        last.room = last.value == null ? 1 : form.room(last.value);
        last.queue().weighed(before, last.room);
        makeRoom(last.queue(), 0);
        if (unwritten.isBounded() && last.changed && !last.gone) {
            unwritten.changed(last);
        }
    }

    /** Brings the backend up to date with one that waited. May leave the backend at its key, or at some other. */
    void writeWaiting(Held<V> one) throws IOException {
        one.waitOn();
        one.waits = false;
        if (one.gone || !one.changed) {
            return;
        }
        byte[] bytes = writeHeld(one);
        if (bytes == null) {
            leave(one);
        } else if (!one.again && !warm.isOff()) {
            // One that does not fit there is in the backend.
            leave(one);
            warm.put(owner, one.key, new Warm(bytes, false, true));
        }
    }

    /** The bytes that the backend has now; null for none. */
    private byte @Nullable [] writeHeld(Held<V> one) throws IOException {
        byte[] bytes = bytes(one);
        one.changed = false;
        one.stored = store(one.key, bytes, one.stored);
        return bytes;
    }

    /**
     * Lets the eldest go that was not used since it was last looked at; one that was goes to the end of the proven
     * instead. So using one, which is frequent, moves nothing, and what is often used stays all the same.
     */
    private void makeRoom(HeldQueue<V> queue, int more) throws IOException {
        while (queue.isOverfull(more)) {
            Held<V> one = queue.takeEldest();
            if (one.again && one.room <= proven.most()) {
                one.again = false;
                if (queue != proven) {
                    makeRoom(proven, one.room);
                }
                proven.add(one);
            } else {
                letGo(one.key, one);
            }
        }
    }

    private void letGo(String key, Held<V> one) throws IOException {
        one.gone = true;
        if (!one.changed && (one.value == null || warm.isOff())) {
            one.value = null;
            return;
        }
        byte[] bytes = bytes(one);
        if (one.changed && unwritten.isBounded()) {
            // Among the bytes it would wait for the snapshot again.
            one.stored = store(key, bytes, one.stored);
            one.changed = false;
        }
        boolean isWarm = bytes != null && warm.put(owner, key, new Warm(bytes, one.changed, one.stored));
        if (!isWarm && one.changed) {
            store(key, bytes, one.stored);
        }
        one.value = null;
    }

    private byte @Nullable [] bytes(Held<V> one) {
        return one.value == null ? null : form.bytes(one.value);
    }

    /**
     * Makes ready for a snapshot: afterwards the backend lacks at most what {@link Unwritten#changes} has. Leaves the
     * backend at some other key than before.
     */
    void settle() throws IOException {
        weigh();
        if (!unwritten.isBounded()) {
            writeAllBack();
            // Those of all states at once: whoever comes next finds nothing left to write.
            warm.writeBack();
        }
    }

    /** Makes ready for a snapshot that has nothing beside the backend: afterwards that lacks nothing. */
    void writeBack() throws IOException {
        settle();
        unwritten.writeBack();
    }

    /** Brings the backend up to date with what a snapshot had beside it. Leaves the backend at its key. */
    void restore(Change change) throws IOException {
        if (!change.state().equals(name)) {
            throw new IllegalStateException("a snapshot has a value of a state that is not there: given="
                    + change.state() + ", known=" + name + "; was it taken by a later release?");
        }
        store(change.key(), change.value(), change.stored());
    }

    @Nullable
    Change takeForSnapshot(Held<V> one) {
        // Nobody looks whether the time of a new one is over before it is stored. And where little is filed, what is
        // touched no more would be in each snapshot anew.
        boolean isToBeWritten = one.inSnapshot && (!one.stored || !one.touchedSince);
        if (one.gone || !one.changed || isToBeWritten) {
            return null;
        }
        one.inSnapshot = true;
        one.touchedSince = false;
        byte[] bytes = bytes(one);
        return bytes == null ? null : new Change(name, one.key, bytes, one.stored);
    }

    /** Holds nothing longer that is not in the backend then. */
    private void writeAllBack() throws IOException {
        List<Held<V>> worthNothing = new ArrayList<>();
        for (HeldQueue<V> queue : List.of(fresh, proven)) {
            for (Held<V> one : queue.places()) {
                if (one.changed) {
                    writeHeld(one);
                }
                if (!one.stored) {
                    worthNothing.add(one);
                }
            }
        }
        worthNothing.forEach(this::leave);
    }

    private boolean writeWarm(String key, byte[] bytes, boolean isStored) throws IOException {
        return store(key, form.isOver(form.untilIn(bytes)) ? null : bytes, isStored);
    }

    /** Brings the backend up to date with a value; whether it has one now. */
    private boolean store(String key, byte @Nullable [] bytes, boolean isStored) throws IOException {
        if (bytes != null) {
            backend.setCurrentKey(key);
            stored.update(bytes);
            if (!isStored) {
                seen.add(key);
                form.firstStored(key, form.untilIn(bytes));
            }
        } else if (isStored) {
            backend.setCurrentKey(key);
            stored.clear();
        }
        return bytes != null;
    }

    /** Lets the value of a key go, here and in the backend. May leave the backend at that key. */
    void forget(String key) {
        if (leaveHeap(key)) {
            backend.setCurrentKey(key);
            stored.clear();
        }
    }

    /** Whether the backend may have a value of a key, as far as was known here. */
    private boolean leaveHeap(String key) {
        Held<V> found = held(key);
        if (found != null) {
            leave(found);
            return found.stored;
        }
        Warm bytes = warm.take(owner, key);
        return bytes == null ? seen.mayHave(key) : bytes.stored();
    }

    private void leave(Held<V> gone) {
        gone.queue().remove(gone);
        gone.gone = true;
        // It may wait among the unwritten for long, and has no room any more.
        gone.value = null;
        if (used == gone) {
            used = null;
        }
    }

    /** How many values are held as objects. */
    int size() {
        return fresh.size() + proven.size();
    }
}
