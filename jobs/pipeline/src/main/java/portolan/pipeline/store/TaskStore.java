// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RunnableFuture;
import java.util.function.IntFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.store.BlockSnapshot.OpenBlock;

/**
 * All values of one task, and their way through its snapshots: sealed blocks in the keyed backend, open ones beside it
 * as raw keyed state. The operator must say that its raw keyed state is its own ({@code isUsingCustomRawKeyedState}),
 * and have its timers in the backend, else Flink takes these bytes for timers.
 */
public final class TaskStore {
    /** How the message begins that ends a task whose snapshot is not what was written. */
    public static final String DAMAGED = "the raw state of a snapshot is damaged";

    /** A block is sealed when it has so many octets. */
    private static final int BLOCK_BYTES = 16 << 10;

    private static final long HOUR = 3_600_000;

    /** As {@code LayoutWriter.fixed} writes it. */
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int keyGroups;
    private final KeyHash hash;
    private final BlockStore blocks;
    private final Map<Integer, StoredValues> kinds = new HashMap<>();

    /** Until it is handed over to be written. */
    private @Nullable BlockSnapshot taken;

    private TaskStore(byte[] secret, int keyGroups, BlockStore blocks) {
        this.keyGroups = keyGroups;
        this.hash = new KeyHash(secret);
        this.blocks = blocks;
    }

    /** A secret for a job that begins without any; all its tasks must be given the same. */
    public static byte[] newSecret() {
        byte[] secret = new byte[KeyHash.SECRET];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** The secret of all tasks of an operator. */
    public static ListStateDescriptor<byte[]> secret() {
        return new ListStateDescriptor<>("hash-secret", BytePrimitiveArraySerializer.INSTANCE);
    }

    /** Sealed blocks by number, those of a key group under one key of it. */
    public static MapStateDescriptor<Integer, byte[]> blocksInBackend() {
        return new MapStateDescriptor<>("blocks", IntSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    }

    /**
     * What a task begins with: what the snapshot has of its key groups.
     *
     * @param keyGroups of the job
     * @param newSecret where the snapshot has none
     * @param cachedBytes sealed blocks of so many bytes are cached on the heap
     */
    public static TaskStore in(
            StateInitializationContext context,
            KeyedStateBackend<String> backend,
            int keyGroups,
            byte[] newSecret,
            long cachedBytes)
            throws Exception {
        return in(context, backend, keyGroups, newSecret, BLOCK_BYTES, cachedBytes);
    }

    static TaskStore in(
            StateInitializationContext context,
            KeyedStateBackend<String> backend,
            int keyGroups,
            byte[] newSecret,
            int blockBytes,
            long cachedBytes)
            throws Exception {
        ListState<byte[]> storedSecret = context.getOperatorStateStore().getUnionListState(secret());
        byte[] secret = newSecret;
        for (byte[] stored : storedSecret.get()) {
            secret = stored;
        }
        storedSecret.update(List.of(secret));
        KeyGroupRange range = ((CheckpointableKeyedStateBackend<?>) backend).getKeyGroupRange();
        BlockStore blocks = new BlockStore(
                new BlocksInBackend(backend, context.getKeyedStateStore().getMapState(blocksInBackend()), keyGroups),
                range.getStartKeyGroup(),
                range.getNumberOfKeyGroups(),
                blockBytes,
                cachedBytes);
        if (context.isRestored()) {
            Map<Integer, List<OpenBlock>> open = new HashMap<>();
            for (KeyGroupStatePartitionStreamProvider stored : context.getRawKeyedStateInputs()) {
                DataInputStream in = new DataInputStream(stored.getStream());
                read(in, stored.getKeyGroupId(), open);
            }
            for (int group = range.getStartKeyGroup(); group <= range.getEndKeyGroup(); group++) {
                blocks.restore(group, open.getOrDefault(group, List.of()));
            }
            blocks.restored();
        }
        return new TaskStore(secret, keyGroups, blocks);
    }

    private static void read(DataInputStream in, int group, Map<Integer, List<OpenBlock>> open) throws IOException {
        try {
            int length = in.readInt();
            byte[] stored = in.readNBytes(length);
            if (stored.length != length) {
                throw new EOFException("it ends early: length=" + stored.length + ", expected=" + length);
            }
            open.put(group, BlockSnapshot.read(stored));
        } catch (IOException | RuntimeException e) {
            throw new IOException(DAMAGED + ": keyGroup=" + group + ", why=" + e.getMessage(), e);
        }
    }

    /**
     * The values of one kind.
     *
     * @param kind from 1 to 255: what it means never changes
     */
    public StoredValues of(int kind) {
        if (kind < 1 || kind > 0xFF) {
            throw new IllegalArgumentException("a kind is a number from 1 to 255: given=" + kind);
        }
        return kinds.computeIfAbsent(kind, number -> new StoredValues(this, number));
    }

    /**
     * The cells of one kind.
     *
     * @param kind as of other values
     * @param width words a cell
     * @param shardKeys under which key each shard is kept
     * @param tableBytes so much of them is on the heap
     */
    public StoredCells cells(int kind, int width, IntFunction<String> shardKeys, long tableBytes) {
        return new StoredCells(this, kind, width, shardKeys, tableBytes);
    }

    /**
     * Hands over what a block of the backend has, for tools that read savepoints.
     *
     * @param number by which the backend has it
     */
    public static void read(int number, byte[] block, Entries entries) throws IOException {
        if (number == BlocksInBackend.PASSED) {
            return;
        }
        Block.check(block, block.length);
        for (int entry = 0; entry < block.length; entry += Block.room(block, entry)) {
            if (!Block.is(Block.GONE, block, entry)) {
                int at = entry + Block.HEADER;
                byte[] value = Block.is(Block.REMOVED, block, entry)
                        ? null
                        : Arrays.copyOfRange(block, at + Long.BYTES, at + Block.length(block, entry));
                entries.visit(Block.tag(block, entry) >>> Short.SIZE, Block.key(block, entry), value);
            }
        }
    }

    /** Who is handed an entry: of several of one kind and hash the last of the highest block counts. */
    @FunctionalInterface
    public interface Entries {
        /** Takes an entry; null is the value of one that was removed. */
        void visit(int kind, long hash, byte @Nullable [] value) throws IOException;
    }

    KeyHash hashOf(int kind, String key) {
        hash.of((char) kind, key);
        return hash;
    }

    int groupOf(String key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
    }

    BlockStore blocks() {
        return blocks;
    }

    /** Between two records: what is no longer worth its room goes. Leaves the backend at some other key than before. */
    public void tidy() throws IOException {
        blocks.tidy();
    }

    /** Order time has come so far: what is over may go. Leaves the backend at some other key than before. */
    public void passed(long orderTime) throws IOException {
        tidy();
        blocks.passed(
                (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE - 1L, Math.floorDiv(orderTime, HOUR))));
    }

    /** Hours, rounded up. */
    static int hoursUntil(long until) {
        long hours = -Math.floorDiv(-Math.max(until, -Long.MAX_VALUE), HOUR);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, hours));
    }

    /**
     * Takes part in a snapshot, in {@code snapshotState(context)}: {@link #beside} hands over what the backend lacks,
     * which is nothing at a savepoint. Leaves the backend at some other key than before.
     */
    public void snapshot(boolean isSavepoint) throws IOException {
        if (isSavepoint) {
            taken = null;
            blocks.writeBack();
        } else {
            taken = blocks.snapshot();
        }
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
        BlockSnapshot snapshot = taken;
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

    /** Keys that have a value, or that were removed and are kept from coming back. */
    public int keys() {
        return blocks.keys();
    }

    /** Octets of sealed blocks on the heap. */
    public long cachedBytes() {
        return blocks.cachedBytes();
    }
}
