package portolan.pipeline.stage;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import portolan.pipeline.state.Kept;
import portolan.scoring.memory.MemoryKind;

/**
 * The memories of one kind that one task has visited last, as objects; the backend holds the rest, and at a snapshot
 * all.
 *
 * <p>A visit to a memory that is held costs neither a call of RocksDB nor a reading of bytes. What was changed is written
 * back when it makes room for another, and before every snapshot.
 *
 * @param <M> the memory
 */
final class HeldMemories<M> {
    private final MemoryKind<M> kind;
    private final KeyedStateBackend<String> backend;
    private final ValueState<byte[]> stored;
    private final InternalTimerService<VoidNamespace> timers;
    private final long retention;
    private final int most;

    /** In the order of their last visits. */
    private final LinkedHashMap<String, Held<M>> held = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most memories held at a time */
    HeldMemories(
            MemoryKind<M> kind,
            KeyedStateBackend<String> backend,
            ValueState<byte[]> stored,
            InternalTimerService<VoidNamespace> timers,
            int most) {
        this.kind = kind;
        this.backend = backend;
        this.stored = stored;
        this.timers = timers;
        this.retention = kind.retention().toMillis();
        this.most = most;
    }

    /** The memory of a key, to be read and changed by one visit at this order time; prolongs its retention. */
    M visit(String key, long orderTime) throws IOException {
        Held<M> found = held.get(key);
        if (found == null) {
            found = fetch(key);
            makeRoom();
            held.put(key, found);
        }
        if (found.until <= orderTime) {
            // Whether or not its timer has fired already: progress of watermarks must not decide what a visit finds.
            found.memory = kind.unseen();
        }
        found.until = Math.max(found.until, orderTime + retention);
        found.visited = true;
        return found.memory;
    }

    private Held<M> fetch(String key) throws IOException {
        backend.setCurrentKey(key);
        byte[] bytes = stored.value();
        if (bytes == null) {
            return new Held<>(kind.unseen(), Long.MIN_VALUE, false);
        }
        Kept kept = Kept.read(bytes);
        return new Held<>(kind.read(kept.bytes()), kept.until(), true);
    }

    private void makeRoom() throws IOException {
        if (held.size() >= most) {
            Iterator<Map.Entry<String, Held<M>>> eldest = held.entrySet().iterator();
            Map.Entry<String, Held<M>> entry = eldest.next();
            eldest.remove();
            write(entry.getKey(), entry.getValue());
        }
    }

    /** Writes back what was visited since the last snapshot. Leaves the backend at some other key than before. */
    void writeBack() throws IOException {
        Iterator<Map.Entry<String, Held<M>>> entries = held.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Held<M>> entry = entries.next();
            write(entry.getKey(), entry.getValue());
            if (entry.getValue().until <= timers.currentWatermark()) {
                entries.remove();
            }
        }
    }

    private void write(String key, Held<M> one) throws IOException {
        if (!one.visited) {
            return;
        }
        one.visited = false;
        backend.setCurrentKey(key);
        if (kind.isEmpty(one.memory) || one.until <= timers.currentWatermark()) {
            if (one.stored) {
                stored.clear();
                one.stored = false;
            }
            return;
        }
        stored.update(new Kept(one.until, kind.write(one.memory)).write());
        if (!one.stored) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, one.until);
            one.stored = true;
        }
    }

    /** A timer of the current key has fired: the memory goes, or its timer moves on. */
    void onTimer(String key, long time) throws IOException {
        Held<M> found = held.get(key);
        long until;
        if (found != null) {
            until = found.stored ? found.until : Long.MIN_VALUE;
        } else {
            byte[] bytes = stored.value();
            until = bytes == null ? Long.MIN_VALUE : Kept.read(bytes).until();
        }
        if (until > time) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, until);
        } else if (found == null || found.until <= time) {
            held.remove(key);
            stored.clear();
        }
    }

    int size() {
        return held.size();
    }

    private static final class Held<M> {
        private M memory;
        private long until;

        /** Whether the backend has a value of it, and a timer. */
        private boolean stored;

        /** Whether a visit may have changed it since it was last written. */
        private boolean visited;

        private Held(M memory, long until, boolean stored) {
            this.memory = memory;
            this.until = until;
            this.stored = stored;
        }
    }
}
