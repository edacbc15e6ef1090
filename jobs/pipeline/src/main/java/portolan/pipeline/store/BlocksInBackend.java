// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/** Sealed blocks in a {@code MapState}, those of a key group under one key of that group. */
final class BlocksInBackend implements SealedBlocks {
    /** In place of a block: the hours that have passed, 4 octets, big-endian. */
    static final int PASSED = 0;

    private final KeyedStateBackend<String> backend;
    private final MapState<Integer, byte[]> blocks;
    private final int firstGroup;
    private final @Nullable String[] keys;

    /**
     * @param blocks by number
     * @param keyGroups of the job
     */
    public BlocksInBackend(KeyedStateBackend<String> backend, MapState<Integer, byte[]> blocks, int keyGroups) {
        KeyGroupRange range = ((CheckpointableKeyedStateBackend<?>) backend).getKeyGroupRange();
        this.backend = backend;
        this.blocks = blocks;
        this.firstGroup = range.getStartKeyGroup();
        this.keys = keys(range, keyGroups);
    }

    /** The first number, as a text, that falls into each key group: the same in every run. */
    private static @Nullable String[] keys(KeyGroupRange range, int keyGroups) {
        @Nullable String[] keys = new String[range.getNumberOfKeyGroups()];
        int found = 0;
        for (int number = 0; found < keys.length; number++) {
            String key = Integer.toString(number);
            int group = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
            if (range.contains(group) && keys[group - range.getStartKeyGroup()] == null) {
                keys[group - range.getStartKeyGroup()] = key;
                found++;
            }
        }
        return keys;
    }

    @Override
    public void put(int group, int number, byte[] bytes) throws IOException {
        at(group);
        try {
            blocks.put(number, bytes);
        } catch (Exception e) {
            throw failed("stored", group, number, e);
        }
    }

    @Override
    public byte @Nullable [] get(int group, int number) throws IOException {
        at(group);
        try {
            return blocks.get(number);
        } catch (Exception e) {
            throw failed("read", group, number, e);
        }
    }

    @Override
    public void remove(int group, int number) throws IOException {
        at(group);
        try {
            blocks.remove(number);
        } catch (Exception e) {
            throw failed("removed", group, number, e);
        }
    }

    @Override
    public void putPassed(int group, int hours) throws IOException {
        if (hours == BlockStore.NEVER) {
            remove(group, PASSED);
        } else {
            put(group, PASSED, ByteBuffer.allocate(Integer.BYTES).putInt(hours).array());
        }
    }

    @Override
    public int passed(int group) throws IOException {
        byte[] hours = get(group, PASSED);
        return hours == null ? BlockStore.NEVER : ByteBuffer.wrap(hours).getInt();
    }

    @Override
    public void forEach(int group, Visitor visitor) throws IOException {
        at(group);
        try {
            for (Map.Entry<Integer, byte[]> block : blocks.entries()) {
                if (block.getKey() != PASSED) {
                    visitor.visit(block.getKey(), block.getValue());
                }
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("blocks were not read: group=" + group, e);
        }
    }

    private void at(int group) {
        String key = keys[group - firstGroup];
        if (key == null) {
            throw new IllegalArgumentException("no key group of this task: group=" + group + ", first=" + firstGroup);
        }
        backend.setCurrentKey(key);
    }

    private static IOException failed(String what, int group, int number, Exception why) {
        return new IOException("a block was not " + what + ": group=" + group + ", number=" + number, why);
    }
}
