// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.RunnableFuture;
import java.util.zip.CRC32C;
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
 * The open blocks of a task as they were at one moment: what a checkpoint has beside the backend. Taken by copying while
 * the task stands still, written when it goes on.
 *
 * <pre>
 *   each key group, big-endian   4 length of what follows | 1 version | 4 CRC-32C of the rest | blocks to the end
 *   each block                   4 number | 4 length | the bytes
 * </pre>
 */
final class BlockSnapshot {
    private static final int VERSION = 4;
    private static final int HEADER = 2 * Integer.BYTES;

    /** Where blocks begin: after the version and the sum. */
    private static final int CONTENT = 1 + Integer.BYTES;

    private final SortedMap<Integer, List<OpenBlock>> byGroup;

    /** @param byGroup nobody changes it any more */
    BlockSnapshot(SortedMap<Integer, List<OpenBlock>> byGroup) {
        this.byGroup = byGroup;
    }

    /** The used bytes of an open block of one key group. */
    @SuppressWarnings("ArrayRecordComponent") // Lives from the snapshot to its file, and back; nobody compares it.
    public record OpenBlock(int number, byte[] bytes) {}

    /**
     * Reads what was written of one key group, without its length. Versions below
     * {@value #VERSION} were no blocks, and of no release.
     *
     * @throws IOException where the bytes are not those that were written
     */
    public static List<OpenBlock> read(byte[] stored) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(stored);
        int version = in.get();
        if (version != VERSION) {
            throw new IOException("open blocks of another version: given=" + version + ", known=" + VERSION);
        }
        if (in.getInt() != sum(stored, in.position())) {
            throw new IOException("open blocks have another checksum than when written: length=" + stored.length);
        }
        List<OpenBlock> blocks = new ArrayList<>();
        while (in.hasRemaining()) {
            int number = in.getInt();
            byte[] bytes = new byte[in.getInt()];
            in.get(bytes);
            blocks.add(new OpenBlock(number, bytes));
        }
        return blocks;
    }

    /** What {@link #read} reads, of one key group. */
    byte[] written(int group) {
        List<OpenBlock> blocks = of(group);
        int length = CONTENT
                + blocks.stream()
                        .mapToInt(block -> HEADER + block.bytes().length)
                        .sum();
        ByteBuffer out = ByteBuffer.allocate(length).put((byte) VERSION).putInt(0);
        for (OpenBlock one : blocks) {
            out.putInt(one.number()).putInt(one.bytes().length).put(one.bytes());
        }
        return out.putInt(1, sum(out.array(), CONTENT)).array();
    }

    private static int sum(byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }

    boolean isEmpty() {
        return byGroup.isEmpty();
    }

    /** The open blocks of a key group. */
    public List<OpenBlock> of(int group) {
        return byGroup.getOrDefault(group, List.of());
    }

    /** Octets that it takes. */
    public long length() {
        return byGroup.values().stream()
                .flatMap(List::stream)
                .mapToLong(open -> open.bytes().length)
                .sum();
    }

    /**
     * Writes it to a file of the checkpoint, in whatever thread runs it. Flink's own way to raw keyed state writes at
     * once, and asks the file where it is for each key group.
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
                KeyGroupRangeOffsets offsets = write(range, new DataOutputStream(file));
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

    /** Where each key group begins. */
    private KeyGroupRangeOffsets write(KeyGroupRange range, DataOutputStream out) throws IOException {
        long[] offsets = new long[range.getNumberOfKeyGroups()];
        Arrays.fill(offsets, KeyedStateCheckpointOutputStream.NO_OFFSET_SET);
        long next = 0;
        for (int group : byGroup.keySet()) {
            byte[] written = written(group);
            offsets[group - range.getStartKeyGroup()] = next;
            out.writeInt(written.length);
            out.write(written);
            next += Integer.BYTES + written.length;
        }
        out.flush();
        return new KeyGroupRangeOffsets(range, offsets);
    }
}
