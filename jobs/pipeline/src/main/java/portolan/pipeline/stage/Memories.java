// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.store.StoredValues;
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
public final class Memories<M> {
    private final MemoryKind<M> kind;
    private final Measure<M> measure;
    private final long retention;
    private final StoredValues stored;
    private final LayoutWriter room = new LayoutWriter();
    private final Counter begun = new SimpleCounter();

    /** @param stored all memories of the kind */
    public Memories(Remembered<M> remembered, StoredValues stored) {
        this.kind = remembered.kind();
        this.measure = remembered.measure();
        this.retention = remembered.retention().toMillis();
        this.stored = stored;
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
        stored.at(key);
        // Whether or not it has left since: progress of watermarks must not decide what a visit finds.
        byte[] bytes = stored.valueAt(orderTime);
        M memory = bytes == null ? kind.unseen() : kind.read(bytes);
        Answer answer;
        try {
            answer = work.on(memory);
        } catch (RuntimeException failure) {
            throw new NotHandledException(failure);
        }
        if (!looks) {
            keep(memory, bytes == null, EpochMillis.plus(orderTime, retention));
        }
        return answer;
    }

    private void keep(M memory, boolean isNew, long until) throws IOException {
        if (kind.isEmpty(memory)) {
            stored.remove();
        } else {
            if (isNew) {
                begun.inc();
            }
            kind.write(memory, room.clear());
            stored.put(room, isNew ? until : Math.max(stored.until(), until));
        }
    }

    /** What one visit does with a memory. */
    @FunctionalInterface
    private interface Work<M> {
        @Nullable
        Answer on(M memory);
    }

    /** Counts keys that had no memory, and have one since a visit. */
    Counter begun() {
        return begun;
    }
}
