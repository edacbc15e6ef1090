// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.AsyncSnapshotCallable;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.StreamStateHandle;
import portolan.pipeline.state.UnstoredLayout;
import portolan.pipeline.state.UnstoredLayout.Change;
import portolan.pipeline.state.UnstoredLayout.OpenList;
import portolan.pipeline.state.UnstoredLayout.Unstored;
import portolan.scoring.layout.LayoutWriter;

/**
 * The {@link RawState} of one snapshot: taken while the task stands still, sorted by key group and written to its file
 * when it goes on. Flink's own way to raw keyed state writes at once, and asks the file where it is for each key group.
 *
 * <pre>
 *   each key group   4 octets length | as many bytes
 * </pre>
 */
final class RawStateSnapshot {
    private final int keyGroups;
    private final List<OfGroup> lists = new ArrayList<>();
    private final List<Change> changes;

    private record OfGroup(int keyGroup, OpenList list) {}

    /**
     * @param keyGroups of the job
     * @param changes nobody changes them any more
     */
    RawStateSnapshot(int keyGroups, List<Change> changes) {
        this.keyGroups = keyGroups;
        this.changes = changes;
    }

    /** Takes in a list of a key group, to which nobody adds any more. */
    void add(int keyGroup, OpenList list) {
        lists.add(new OfGroup(keyGroup, list));
    }

    boolean isEmpty() {
        return lists.isEmpty() && changes.isEmpty();
    }

    /**
     * Writes it to a file of the checkpoint, in whatever thread runs it.
     *
     * @param range key groups of the task
     * @param cancelled closes the file if the task ends meanwhile
     */
    RunnableFuture<SnapshotResult<KeyedStateHandle>> writing(
            CheckpointStreamFactory storage, KeyGroupRange range, CloseableRegistry cancelled) throws IOException {
        return new AsyncSnapshotCallable<SnapshotResult<KeyedStateHandle>>() {
            @Override
            protected SnapshotResult<KeyedStateHandle> callInternal() throws Exception {
                SortedMap<Integer, Unstored> groups = byKeyGroup();
                CheckpointStateOutputStream file =
                        storage.createCheckpointStateOutputStream(CheckpointedStateScope.EXCLUSIVE);
                snapshotCloseableRegistry.registerCloseable(file);
                KeyGroupRangeOffsets offsets = write(groups, range, new DataOutputStream(file));
                if (!snapshotCloseableRegistry.unregisterCloseable(file)) {
                    throw new IOException("a checkpoint's file was closed before its handle was taken");
                }
                StreamStateHandle written =
                        Objects.requireNonNull(file.closeAndGetHandle(), "the file of a checkpoint has no bytes");
                return SnapshotResult.of(new KeyGroupsStateHandle(offsets, written));
            }

            @Override
            protected void cleanupProvidedResources() {
                // What is on the heap is all there is.
            }
        }.toAsyncSnapshotFutureTask(cancelled);
    }

    private SortedMap<Integer, Unstored> byKeyGroup() {
        SortedMap<Integer, Unstored> groups = new TreeMap<>();
        for (OfGroup one : lists) {
            of(groups, one.keyGroup()).lists().add(one.list());
        }
        for (Change change : changes) {
            of(groups, KeyGroupRangeAssignment.assignToKeyGroup(change.key(), keyGroups))
                    .changes()
                    .add(change);
        }
        return groups;
    }

    private static Unstored of(SortedMap<Integer, Unstored> groups, int keyGroup) {
        return groups.computeIfAbsent(keyGroup, some -> new Unstored(new ArrayList<>(), new ArrayList<>()));
    }

    /** Where each key group begins. */
    private static KeyGroupRangeOffsets write(
            SortedMap<Integer, Unstored> groups, KeyGroupRange range, DataOutputStream out) throws IOException {
        long[] offsets = new long[range.getNumberOfKeyGroups()];
        Arrays.fill(offsets, KeyedStateCheckpointOutputStream.NO_OFFSET_SET);
        long next = 0;
        LayoutWriter room = new LayoutWriter();
        for (Map.Entry<Integer, Unstored> group : groups.entrySet()) {
            UnstoredLayout.write(group.getValue(), room.clear());
            offsets[group.getKey() - range.getStartKeyGroup()] = next;
            next += Integer.BYTES + room.length();
            out.writeInt(room.length());
            room.writeTo(out);
        }
        out.flush();
        return new KeyGroupRangeOffsets(range, offsets);
    }
}
