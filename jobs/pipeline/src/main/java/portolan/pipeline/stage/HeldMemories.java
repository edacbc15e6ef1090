package portolan.pipeline.stage;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.Kept;
import portolan.scoring.indicator.Answer;
import portolan.scoring.indicator.Measure;
import portolan.scoring.indicator.Remembered;
import portolan.scoring.memory.MemoryKind;
import portolan.scoring.memory.Visit;

/**
 * The memories of one kind that one task has visited last, as objects; the backend holds the rest, and at a snapshot
 * all.
 *
 * <p>A visit to a memory that is held costs neither a call of RocksDB nor a reading of bytes. What was changed is written
 * back when it makes room for another, and before every snapshot.
 *
 * @param <M> the memory
 */
final class HeldMemories<M> implements Triggerable<String, VoidNamespace> {
    private final MemoryKind<M> kind;
    private final KeyedStateBackend<String> backend;
    private final ValueState<byte[]> stored;
    private final Measure<M> measure;
    private final InternalTimerService<VoidNamespace> timers;
    private final long retention;
    private final int most;

    /** In the order in which they were fetched, or last found a second chance. */
    private final LinkedHashMap<String, Held<M>> held = new LinkedHashMap<>();

    /**
     * @param stored all memories of the kind
     * @param timers gives the timers of the kind, which fire here
     * @param most memories held at a time
     */
    HeldMemories(
            Remembered<M> remembered,
            KeyedStateBackend<String> backend,
            ValueState<byte[]> stored,
            Function<Triggerable<String, VoidNamespace>, InternalTimerService<VoidNamespace>> timers,
            int most) {
        this.kind = remembered.kind();
        this.measure = remembered.measure();
        this.backend = backend;
        this.stored = stored;
        this.timers = timers.apply(this);
        this.retention = remembered.retention().toMillis();
        this.most = most;
    }

    /** Lets one visit take back, measure and teach; the answer, or null when it asks for none. */
    @Nullable
    Answer visit(Visit visit) throws IOException {
        M memory = memory(visit.key(), visit.event().position().orderTime());
        visit.retract(kind, memory);
        // Measure before learning: a consignment must not vouch for itself.
        Answer answer = visit.measures() ? measure.of(visit, memory) : null;
        visit.learn(kind, memory);
        return answer;
    }

    /** The memory of a key, to be read and changed by one visit at this order time; prolongs its retention. */
    private M memory(String key, long orderTime) throws IOException {
        Held<M> found = held.get(key);
        if (found == null) {
            found = fetch(key);
            makeRoom();
            held.put(key, found);
        } else {
            found.again = true;
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

    /**
     * Lets the eldest go that was not visited since it was last looked at; one that was goes to the end instead. So a
     * visit, which is frequent, moves nothing, and what is often visited stays all the same.
     */
    private void makeRoom() throws IOException {
        while (held.size() >= most) {
            Iterator<Map.Entry<String, Held<M>>> eldest = held.entrySet().iterator();
            Map.Entry<String, Held<M>> entry = eldest.next();
            Held<M> one = entry.getValue();
            eldest.remove();
            if (one.again) {
                one.again = false;
                held.put(entry.getKey(), one);
            } else {
                write(entry.getKey(), one);
            }
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
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws IOException {
        String key = timer.getKey();
        long time = timer.getTimestamp();
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

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("memories set no timer in processing time");
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

        /** Whether it was visited again after it was fetched, or since its second chance. */
        private boolean again;

        private Held(M memory, long until, boolean stored) {
            this.memory = memory;
            this.until = until;
            this.stored = stored;
        }
    }
}
