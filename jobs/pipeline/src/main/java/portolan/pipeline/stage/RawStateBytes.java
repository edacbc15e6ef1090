package portolan.pipeline.stage;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.AsyncSnapshotCallable;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.StreamStateHandle;

/**
 * The {@link RawState} of one snapshot, as the bytes of its file: those are made while the task stands still, and
 * written when it goes on. Flink's own way to raw keyed state writes at once, and asks the file where it is for each key
 * group.
 *
 * <pre>
 *   each key group   4 octets length | as many bytes
 * </pre>
 */
final class RawStateBytes {
    /** In the order in which they lie in the file. */
    private final List<OfGroup> groups = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // Lives from the snapshot to its file; nobody compares it.
    private record OfGroup(int keyGroup, byte[] bytes) {}

    /** Takes in a key group's bytes, which nobody else may change. */
    void add(int keyGroup, byte[] bytes) {
        groups.add(new OfGroup(keyGroup, bytes));
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /**
     * Writes them to a file of the checkpoint, in whatever thread runs it.
     *
     * @param range key groups of the task
     * @param cancelled closes the file if the task ends meanwhile
     */
    RunnableFuture<SnapshotResult<KeyedStateHandle>> writing(
            CheckpointStreamFactory storage, KeyGroupRange range, CloseableRegistry cancelled) throws IOException {
        KeyGroupRangeOffsets offsets = offsets(range);
        return new AsyncSnapshotCallable<SnapshotResult<KeyedStateHandle>>() {
            @Override
            protected SnapshotResult<KeyedStateHandle> callInternal() throws Exception {
                CheckpointStateOutputStream file =
                        storage.createCheckpointStateOutputStream(CheckpointedStateScope.EXCLUSIVE);
                snapshotCloseableRegistry.registerCloseable(file);
                write(new DataOutputStream(file));
                if (!snapshotCloseableRegistry.unregisterCloseable(file)) {
                    throw new IOException("a checkpoint's file was closed before its handle was taken");
                }
                StreamStateHandle written =
                        Objects.requireNonNull(file.closeAndGetHandle(), "the file of a checkpoint has no bytes");
                return SnapshotResult.of(new KeyGroupsStateHandle(offsets, written));
            }

            @Override
            protected void cleanupProvidedResources() {
                // Bytes on the heap are all there is.
            }
        }.toAsyncSnapshotFutureTask(cancelled);
    }

    private void write(DataOutputStream out) throws IOException {
        for (OfGroup group : groups) {
            out.writeInt(group.bytes().length);
            out.write(group.bytes());
        }
        out.flush();
    }

    private KeyGroupRangeOffsets offsets(KeyGroupRange range) {
        long[] offsets = new long[range.getNumberOfKeyGroups()];
        Arrays.fill(offsets, KeyedStateCheckpointOutputStream.NO_OFFSET_SET);
        long next = 0;
        for (OfGroup group : groups) {
            offsets[group.keyGroup() - range.getStartKeyGroup()] = next;
            next += Integer.BYTES + group.bytes().length;
        }
        return new KeyGroupRangeOffsets(range, offsets);
    }
}
