package portolan.pipeline.stage;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import portolan.scoring.layout.LayoutWriter;

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
    private final LayoutWriter bytes;
    private final List<Place> places = new ArrayList<>();

    /** Where a key group begins. */
    private record Place(int keyGroup, long offset) {}

    /** @param usualLength bytes that are likely to come */
    RawStateBytes(int usualLength) {
        bytes = new LayoutWriter(Math.max(usualLength, Integer.BYTES));
    }

    void add(int keyGroup, LayoutWriter ofGroup) {
        places.add(new Place(keyGroup, bytes.length()));
        int length = ofGroup.length();
        bytes.octet(length >>> 24).octet(length >>> 16).octet(length >>> 8).octet(length);
        bytes.append(ofGroup);
    }

    int length() {
        return bytes.length();
    }

    /**
     * Writes them to a file of the checkpoint, in whatever thread runs it.
     *
     * @param range key groups of the task
     * @param cancelled closes the file if the task ends meanwhile
     */
    RunnableFuture<SnapshotResult<KeyedStateHandle>> writing(
            CheckpointStreamFactory storage, KeyGroupRange range, CloseableRegistry cancelled) throws IOException {
        return new AsyncSnapshotCallable<SnapshotResult<KeyedStateHandle>>() {
            @Override
            protected SnapshotResult<KeyedStateHandle> callInternal() throws Exception {
                CheckpointStateOutputStream file =
                        storage.createCheckpointStateOutputStream(CheckpointedStateScope.EXCLUSIVE);
                snapshotCloseableRegistry.registerCloseable(file);
                bytes.writeTo(new DataOutputStream(file));
                if (!snapshotCloseableRegistry.unregisterCloseable(file)) {
                    throw new IOException("the file of a checkpoint was closed before it was written");
                }
                StreamStateHandle written = file.closeAndGetHandle();
                return written == null
                        ? SnapshotResult.empty()
                        : SnapshotResult.of(new KeyGroupsStateHandle(offsets(range), written));
            }

            @Override
            protected void cleanupProvidedResources() {
                // Bytes on the heap are all there is.
            }
        }.toAsyncSnapshotFutureTask(cancelled);
    }

    private KeyGroupRangeOffsets offsets(KeyGroupRange range) {
        long[] offsets = new long[range.getNumberOfKeyGroups()];
        Arrays.fill(offsets, KeyedStateCheckpointOutputStream.NO_OFFSET_SET);
        for (Place place : places) {
            offsets[place.keyGroup() - range.getStartKeyGroup()] = place.offset();
        }
        return new KeyGroupRangeOffsets(range, offsets);
    }
}
