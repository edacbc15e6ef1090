// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.HeldValues.Glance;
import portolan.pipeline.state.Kept;
import portolan.pipeline.state.UnstoredLayout.Change;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.reading.Answer;

/**
 * All memories of one kind that one task keeps, each until its retention after its last visit is over.
 *
 * @param <M> the memory
 */
public final class HeldMemories<M> {
    private final MemoryKind<M> kind;
    private final Measure<M> measure;
    private final RetentionLists lists;
    private final long retention;
    private final HeldValues<Retained<M>> memories;
    private final Form form = new Form();

    /** The memory before the visit at hand, as bytes: a room for one that is used again and again. */
    private final LayoutWriter before = new LayoutWriter();

    private final Counter begun = new SimpleCounter();

    /**
     * @param stored all memories of the kind
     * @param lists say when to look at those that are stored, to {@link #passed}
     * @param most memories held as objects at a time
     * @param warm where they go from there
     * @param unwritten those that the backend lacks, of all kinds
     * @param seen which are stored, among the keys of all kinds
     */
    public HeldMemories(
            Remembered<M> remembered,
            KeyedStateBackend<String> backend,
            ValueState<byte[]> stored,
            RetentionLists lists,
            int most,
            WarmBytes warm,
            Unwritten unwritten,
            SeenByTask seen) {
        this.kind = remembered.kind();
        this.measure = remembered.measure();
        this.lists = lists;
        this.retention = remembered.retention().toMillis();
        this.memories =
                new HeldValues<>(kind.name(), backend, stored, form, most, warm, unwritten, seen.of(kind.name()));
    }

    /**
     * Lets one visit take back, measure and teach; the answer, or null when it asks for none.
     *
     * @throws NotHandledException when that fails; the memory is as it was before
     */
    public @Nullable Answer visit(Visit visit) throws IOException, NotHandledException {
        CaseEvent event = visit.event();
        return visit(visit.key(), event.position().orderTime(), event.isLookedAtAgain(), memory -> {
            visit.retract(kind, memory);
            // Measure before learning: a consignment must not vouch for itself.
            Answer answer = visit.measures() ? measure.of(visit, memory) : null;
            visit.learn(kind, memory);
            return answer;
        });
    }

    /**
     * Lets a container's move teach.
     *
     * @throws NotHandledException when that fails; the memory is as it was before
     */
    public void learn(ContainerMove move, String key) throws IOException, NotHandledException {
        visit(key, move.position().orderTime(), false, memory -> {
            kind.learn(memory, key, move);
            return null;
        });
    }

    /** @param looks whether the memory stays as it was */
    private @Nullable Answer visit(String key, long orderTime, boolean looks, Work<M> work)
            throws IOException, NotHandledException {
        Held<Retained<M>> place = memories.of(key);
        Retained<M> found = place.value();
        if (found == null || found.until <= orderTime) {
            // Whether or not it was looked at since: progress of watermarks must not decide what a visit finds.
            M unseen = kind.unseen();
            Answer answer = answer(work, unseen);
            if (looks) {
                return answer;
            }
            place.put(new Retained<>(unseen, EpochMillis.plus(orderTime, retention)));
            begun.inc();
            return answer;
        }
        byte[] origin = place.origin();
        if (origin == null) {
            kind.write(found.memory, before.clear());
        }
        Answer answer;
        try {
            answer = answer(work, found.memory);
        } catch (NotHandledException e) {
            place.put(asBefore(found, origin));
            throw e;
        }
        if (looks) {
            place.put(asBefore(found, origin));
            return answer;
        }
        found.until = Math.max(found.until, EpochMillis.plus(orderTime, retention));
        place.touch();
        return answer;
    }

    /** What one visit does with a memory. */
    @FunctionalInterface
    private interface Work<M> {
        @Nullable
        Answer on(M memory);
    }

    private Retained<M> asBefore(Retained<M> visited, byte @Nullable [] origin) {
        return origin != null ? form.read(origin) : new Retained<>(kind.read(before.toBytes()), visited.until);
    }

    private @Nullable Answer answer(Work<M> work, M memory) throws NotHandledException {
        try {
            return work.on(memory);
        } catch (RuntimeException failure) {
            throw new NotHandledException(failure);
        }
    }

    /**
     * Makes ready for a snapshot: afterwards the backend lacks at most what {@link Unwritten#changes} has. Leaves the
     * backend at some other key than before.
     */
    public void settle() throws IOException {
        memories.settle();
    }

    /** Brings the backend up to date with what a snapshot had of this kind beside it. */
    public void restore(Change change) throws IOException {
        memories.restore(change);
    }

    /**
     * Order time has come to what was listed of a key: its memory goes, or is listed anew. Only until when the memory
     * is kept is read, as one that is not visited must not drive out one that is. May leave the backend at that key,
     * and need not.
     */
    public void passed(String key, long orderTime) throws IOException {
        Glance found = memories.peek(key);
        if (found == null || found.until() <= orderTime) {
            memories.forget(key);
        } else if (found.stored()) {
            lists.add(kind.name(), key, found.until());
        }
        // One that is not stored now is listed when it is.
    }

    /** Counts keys that had no memory when they were visited. */
    Counter begun() {
        return begun;
    }

    /** How many memories are held as objects. */
    public int size() {
        return memories.size();
    }

    /** Between the heap and the backend: {@link Kept} around the kind's own bytes. */
    private final class Form implements HeldValues.Form<Retained<M>> {
        /** Kept from one memory to the next: ten are written a filing, and most are smaller than a new writer. */
        private final LayoutWriter written = new LayoutWriter();

        private final LayoutWriter keptRoom = new LayoutWriter();

        @Override
        public Retained<M> read(byte[] bytes) {
            Kept kept = Kept.read(bytes);
            return new Retained<>(kind.read(kept.bytes()), kept.until());
        }

        @Override
        public byte @Nullable [] bytes(Retained<M> value) {
            if (kind.isEmpty(value.memory) || isOver(value.until)) {
                return null;
            }
            kind.write(value.memory, written.clear());
            return Kept.write(value.until, written, keptRoom);
        }

        @Override
        public long until(Retained<M> value) {
            return value.until;
        }

        @Override
        public long untilIn(byte[] bytes) {
            return Kept.until(bytes);
        }

        @Override
        public boolean isOver(long until) {
            return until <= lists.watermark();
        }

        @Override
        public void firstStored(String key, long until) throws IOException {
            lists.add(kind.name(), key, until);
        }
    }

    /** A memory and until when it is kept in order time. */
    private static final class Retained<M> {
        private final M memory;
        private long until;

        private Retained(M memory, long until) {
            this.memory = memory;
            this.until = until;
        }
    }
}
