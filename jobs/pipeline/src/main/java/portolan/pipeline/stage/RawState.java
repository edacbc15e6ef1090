// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.UnstoredLayout;
import portolan.pipeline.state.UnstoredLayout.Change;
import portolan.pipeline.state.UnstoredLayout.OpenList;
import portolan.pipeline.state.UnstoredLayout.Unstored;

/**
 * What one task has on the heap and its backend has not, in every checkpoint as raw keyed state (a savepoint has all in
 * the backend): a task that stands still for a snapshot copies bytes, where writing the same to the backend took it
 * tens of milliseconds. They are sorted and written when it goes on ({@link RawStateSnapshot}).
 *
 * <p>The operator must say that its raw keyed state is its own ({@code isUsingCustomRawKeyedState}), and have its
 * timers in RocksDB, else Flink takes these bytes for timers.
 */
public final class RawState {
    /** How the message begins that ends a task whose snapshot is not what was written. */
    public static final String DAMAGED = "the raw state of a snapshot is damaged";

    private final int keyGroups;
    private final OpenLists openLists;
    private List<Change> changes = new ArrayList<>();

    /** Until it is handed over to be written. */
    private @Nullable RawStateSnapshot taken;

    private RawState(int keyGroups) {
        this.keyGroups = keyGroups;
        this.openLists = new OpenLists(keyGroups);
    }

    /**
     * What a task begins with: what the snapshot has of its key groups.
     *
     * @param keyGroups of the job
     */
    public static RawState in(StateInitializationContext context, int keyGroups) throws Exception {
        RawState state = new RawState(keyGroups);
        for (KeyGroupStatePartitionStreamProvider stored : context.getRawKeyedStateInputs()) {
            DataInputStream in = new DataInputStream(stored.getStream());
            Unstored unstored = read(in, stored.getKeyGroupId());
            for (OpenList list : unstored.lists()) {
                state.openLists.restore(stored.getKeyGroupId(), list);
            }
            state.changes.addAll(unstored.changes());
        }
        return state;
    }

    private static Unstored read(DataInputStream in, int keyGroup) throws IOException {
        try {
            return UnstoredLayout.read(in.readNBytes(in.readInt()));
        } catch (IOException | RuntimeException e) {
            throw new IOException(DAMAGED + ": keyGroup=" + keyGroup + ", why=" + e.getMessage(), e);
        }
    }

    /** The lists of the task, which are written with every checkpoint. */
    public OpenLists openLists() {
        return openLists;
    }

    /** The changes that the snapshot has, once: whoever takes them brings the backend up to date. */
    public List<Change> takeChanges() {
        List<Change> taken = changes;
        changes = List.of();
        return taken;
    }

    /**
     * Takes the lists, and these changes, for the snapshot at hand, in {@code snapshotState(context)}: {@link #beside}
     * hands them over.
     *
     * @param unwritten all that the backend lacks
     */
    public void take(List<Change> unwritten) {
        RawStateSnapshot snapshot = new RawStateSnapshot(keyGroups, unwritten);
        openLists.forEach(snapshot::add);
        taken = snapshot;
    }

    /**
     * Has what was taken written beside the rest of the snapshot, while the task goes on; nothing if there is none.
     *
     * @param rest what Flink made of the operator's own part
     * @return the same
     */
    public OperatorSnapshotFutures beside(
            OperatorSnapshotFutures rest, CheckpointStreamFactory storage, AbstractStreamOperator<?> operator)
            throws IOException {
        RawStateSnapshot snapshot = taken;
        taken = null;
        if (snapshot != null && !snapshot.isEmpty()) {
            KeyGroupRange range =
                    ((CheckpointableKeyedStateBackend<?>) operator.getKeyedStateBackend()).getKeyGroupRange();
            RunnableFuture<?> flinks = rest.getKeyedStateRawFuture();
            rest.setKeyedStateRawFuture(snapshot.writing(
                    storage, range, operator.getContainingTask().getCancelables()));
            // It has nothing to write, and until it has run the task keeps it.
            flinks.run();
        }
        return rest;
    }
}
