package portolan.pipeline.stage;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * The values of one state that one task has used last, as objects; the backend holds the rest, and at a snapshot all.
 *
 * <p>Using a value that is held costs neither a call of RocksDB nor a reading of bytes. What was changed is written back
 * when it makes room for another, and before every snapshot: what came and went in between never reaches the backend.
 *
 * @param <V> the value
 */
final class HeldValues<V> {
    private final KeyedStateBackend<String> backend;
    private final ValueState<byte[]> stored;
    private final Form<V> form;
    private final int most;
    private final SeenKeys seen;

    /** In the order in which they were fetched, or last found a second chance. */
    private final LinkedHashMap<String, Held<V>> held = new LinkedHashMap<>();

    /**
     * @param stored all values
     * @param most values held at a time
     * @param startsEmpty whether nothing was stored before this task: it need not look for what it never stored
     */
    HeldValues(
            KeyedStateBackend<String> backend, ValueState<byte[]> stored, Form<V> form, int most, boolean startsEmpty) {
        this.backend = backend;
        this.stored = stored;
        this.form = form;
        this.most = most;
        this.seen = new SeenKeys(startsEmpty);
    }

    /** What becomes of a value between the heap and the backend. */
    interface Form<V> {
        V read(byte[] bytes);

        /** The bytes to store; null when the value is not worth any, and goes. */
        byte @Nullable [] bytes(V value);

        /** A value is stored under a key, the backend's current one, where none was. */
        default void firstStored(V value) {}
    }

    /**
     * The place of a key's value, fetched if need be. It stays that place until the next one is asked for, which may need
     * the room. May leave the backend at some other key than before.
     */
    Held<V> of(String key) throws IOException {
        Held<V> found = held.get(key);
        if (found == null) {
            makeRoom();
            found = fetch(key);
            held.put(key, found);
        } else {
            found.again = true;
        }
        return found;
    }

    private Held<V> fetch(String key) throws IOException {
        if (!seen.mayHave(key)) {
            return new Held<>(null);
        }
        backend.setCurrentKey(key);
        byte[] bytes = stored.value();
        return new Held<>(bytes == null ? null : form.read(bytes));
    }

    /**
     * Lets the eldest go that was not used since it was last looked at; one that was goes to the end instead. So using one,
     * which is frequent, moves nothing, and what is often used stays all the same.
     */
    private void makeRoom() throws IOException {
        while (held.size() >= most) {
            Iterator<Map.Entry<String, Held<V>>> eldest = held.entrySet().iterator();
            Map.Entry<String, Held<V>> entry = eldest.next();
            Held<V> one = entry.getValue();
            eldest.remove();
            if (one.again) {
                one.again = false;
                held.put(entry.getKey(), one);
            } else {
                write(entry.getKey(), one);
            }
        }
    }

    /**
     * Writes back what was changed since the last snapshot, and holds nothing longer that is not there. Leaves the backend
     * at some other key than before.
     */
    void writeBack() throws IOException {
        Iterator<Map.Entry<String, Held<V>>> entries = held.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Held<V>> entry = entries.next();
            write(entry.getKey(), entry.getValue());
            if (!entry.getValue().stored) {
                entries.remove();
            }
        }
    }

    private void write(String key, Held<V> one) throws IOException {
        if (!one.changed) {
            return;
        }
        one.changed = false;
        V value = one.value;
        byte[] bytes = value == null ? null : form.bytes(value);
        if (value != null && bytes != null) {
            backend.setCurrentKey(key);
            stored.update(bytes);
            if (!one.stored) {
                one.stored = true;
                seen.add(key);
                form.firstStored(value);
            }
        } else if (one.stored) {
            backend.setCurrentKey(key);
            stored.clear();
            one.stored = false;
        }
    }

    /** Lets the value of a key go, here and in the backend. May leave the backend at that key. */
    void forget(String key) {
        Held<V> found = held.remove(key);
        if (found == null ? seen.mayHave(key) : found.stored) {
            backend.setCurrentKey(key);
            stored.clear();
        }
    }

    int size() {
        return held.size();
    }

    /** The place of one key's value. */
    static final class Held<V> {
        private @Nullable V value;

        /** Whether the backend has a value of it. */
        private boolean stored;

        /** Whether it may differ from what the backend has. */
        private boolean changed;

        /** Whether it was used again after it was fetched, or since its second chance. */
        private boolean again;

        private Held(@Nullable V stored) {
            this.value = stored;
            this.stored = stored != null;
        }

        @Nullable
        V value() {
            return value;
        }

        boolean isStored() {
            return stored;
        }

        /** Puts another value in its place, none if null. */
        void put(@Nullable V other) {
            value = other;
            changed = true;
        }

        /** The value itself was changed. */
        void touch() {
            changed = true;
        }
    }
}
