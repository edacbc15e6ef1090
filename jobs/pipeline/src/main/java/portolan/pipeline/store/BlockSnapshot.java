// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
 *   each key group, big-endian   4 length of what follows | 1 version | blocks to the end
 *   each block                   4 number | 4 length | 4 CRC-32C of the bytes | the bytes
 * </pre>
 */
public final class BlockSnapshot {
    private static final int VERSION = 4;
    private static final int HEADER = 3 * Integer.BYTES;

    private final SortedMap<Integer, List<OpenBlock>> byGroup;

    /** @param byGroup nobody changes it any more */
    BlockSnapshot(SortedMap<Integer, List<OpenBlock>> byGroup) {
        this.byGroup = byGroup;
    }

    /** The used bytes of an open block of one key group. */
    @SuppressWarnings("ArrayRecordComponent") // Lives from the snapshot to its file, and back; nobody compares it.
    public record OpenBlock(int number, byte[] bytes) {
        private void write(DataOutput out) throws IOException {
            out.writeInt(number);
            out.writeInt(bytes.length);
            out.writeInt(sum(bytes));
            out.write(bytes);
        }

        private static OpenBlock read(DataInputStream in) throws IOException {
            int number = in.readInt();
            byte[] bytes = new byte[in.readInt()];
            int sum = in.readInt();
            in.readFully(bytes);
            if (sum != sum(bytes)) {
                throw new IOException("an open block has another checksum than when written: number=" + number
                        + ", length=" + bytes.length);
            }
            return new OpenBlock(number, bytes);
        }

        private static int sum(byte[] bytes) {
            CRC32C sum = new CRC32C();
            sum.update(bytes, 0, bytes.length);
            return (int) sum.getValue();
        }
    }

    /**
     * Reads what was written of one key group, without its length. Of every version ever written; those below {@value
     * #VERSION} were no blocks.
     *
     * @throws IOException where the bytes are not those that were written
     */
    public static List<OpenBlock> read(byte[] stored) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("open blocks of another version: given=" + version + ", known=" + VERSION);
        }
        List<OpenBlock> blocks = new ArrayList<>();
        while (in.available() > 0) {
            blocks.add(OpenBlock.read(in));
        }
        return blocks;
    }

    /** What {@link #read} reads, of one key group. */
    byte[] written(int group) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        write(of(group), new DataOutputStream(written));
        return Arrays.copyOfRange(written.toByteArray(), Integer.BYTES, written.size());
    }

    private static void write(List<OpenBlock> blocks, DataOutput out) throws IOException {
        out.writeInt(length(blocks) - Integer.BYTES);
        out.writeByte(VERSION);
        for (OpenBlock one : blocks) {
            one.write(out);
        }
    }

    private static int length(List<OpenBlock> blocks) {
        return Integer.BYTES
                + 1
                + blocks.stream()
                        .mapToInt(block -> HEADER + block.bytes().length)
                        .sum();
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
        for (Map.Entry<Integer, List<OpenBlock>> group : byGroup.entrySet()) {
            offsets[group.getKey() - range.getStartKeyGroup()] = next;
            write(group.getValue(), out);
            next += length(group.getValue());
        }
        out.flush();
        return new KeyGroupRangeOffsets(range, offsets);
    }
}
