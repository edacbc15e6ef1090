// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.testing.Seeds;

/**
 * Against a plain map, over seeded histories of values that come, change, go and expire, of checkpoints, savepoints and
 * crashes into other numbers of tasks.
 */
@Tag(Seeds.TAG)
final class BlockStoreTest {
    private static final int HISTORIES = Seeds.of(60, 2_000);
    private static final int STEPS = 300;
    private static final int KEYS = 60;
    private static final int GROUPS = 8;
    private static final int TAG = 0xABCDE;

    private static final int KIND = 9;

    private static final int FOR_EVER = Integer.MAX_VALUE;

    /** Blocks: of a few entries, of many. Cached: nothing, some blocks, all. */
    @ParameterizedTest
    @CsvSource({"256, 0", "256, 1024", "2048, 4096", "2048, 10000000"})
    void holdsWhatAPlainMapHolds(int blockBytes, long cachedBytes) throws IOException {
        for (int history = 0; history < HISTORIES; history++) {
            long seed = history * 31L + blockBytes + cachedBytes;
            try {
                new History(new Random(seed), blockBytes, cachedBytes).run();
            } catch (AssertionError | RuntimeException | IOException e) {
                throw new AssertionError("seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void aChangedValueTakesItsPlaceAndASealedBlockIsNeverWrittenAgain() throws IOException {
        Backend backend = new Backend();
        BlockStore store = new BlockStore(backend, 0, 1, 256, 0);
        store.put(0, 1, TAG, new byte[] {1, 2, 3}, 3, 10);
        store.put(0, 1, TAG, new byte[] {4}, 1, 10);

        assertThat(store.get(1, TAG)).containsExactly(4);
        assertThat(store.snapshot().length()).isEqualTo(Block.size(3));

        for (int key = 2; key < 100; key++) {
            store.put(0, key, TAG, new byte[100], 100, 10);
        }
        assertThat(backend.puts).isEqualTo(store.blocks() - 2).isGreaterThan(40);
        assertThat(store.get(1, TAG)).containsExactly(4);
    }

    @Test
    void aRemovedValueDoesNotComeBackFromAnOlderBlock() throws IOException {
        Backend backend = new Backend();
        BlockStore store = new BlockStore(backend, 0, 1, 256, 0);
        store.put(0, 1, TAG, new byte[200], 200, 10);
        store.put(0, 2, TAG, new byte[200], 200, 10);
        store.remove(0, 1, TAG);
        assertThat(store.get(1, TAG)).isNull();

        BlockStore restored = new BlockStore(backend, 0, 1, 256, 0);
        restored.restore(0, store.snapshot().of(0));
        restored.restored();

        assertThat(restored.get(1, TAG)).isNull();
        assertThat(restored.get(2, TAG)).hasSize(200);
    }

    /** The block of the older value stays, as something else in it is kept for longer. */
    @Test
    void anOverValueDoesNotComeBackWhenTheBlockOfTheNewerOneHasLeft() throws IOException {
        Backend backend = new Backend();
        BlockStore store = new BlockStore(backend, 0, 1, 256, 0);
        store.put(0, 1, TAG, new byte[] {1}, 1, 10);
        store.put(0, 2, TAG, new byte[30], 30, 1_000);
        fill(store, 100, 1_000);
        store.put(0, 1, TAG, new byte[] {2}, 1, 10);
        fill(store, 200, 10);
        assertThat(store.get(1, TAG)).containsExactly(2);

        store.passed(10);
        assertThat(store.get(1, TAG)).isNull();

        BlockStore restored = new BlockStore(backend, 0, 1, 256, 0);
        restored.restore(0, store.snapshot().of(0));
        restored.restored();
        assertThat(restored.get(1, TAG)).isNull();
        assertThat(restored.get(2, TAG)).hasSize(30);
    }

    private static void fill(BlockStore store, int from, int until) throws IOException {
        for (int key = from; key < from + 20; key++) {
            store.put(0, key, TAG, new byte[30], 30, until);
        }
    }

    @Test
    void whatWasNewAndIsRemovedLeavesNothing() throws IOException {
        BlockStore store = new BlockStore(new Backend(), 0, 1, 256, 0);
        store.put(0, 1, TAG, new byte[20], 20, FOR_EVER);
        store.remove(0, 1, TAG);

        assertThat(store.keys()).isZero();
        BlockStore restored = new BlockStore(new Backend(), 0, 1, 256, 0);
        restored.restore(0, store.snapshot().of(0));
        assertThat(restored.keys()).isZero();
    }

    @Test
    void aValueLargerThanABlockHasABlockOfItsOwn() throws IOException {
        Backend backend = new Backend();
        BlockStore store = new BlockStore(backend, 0, 1, 256, 0);
        byte[] large = new byte[2_000_000];
        Arrays.fill(large, (byte) 7);
        store.put(0, 1, TAG, large, large.length, FOR_EVER);
        store.put(0, 2, TAG, new byte[1], 1, FOR_EVER);

        assertThat(store.get(1, TAG)).isEqualTo(large);
        assertThat(store.get(2, TAG)).hasSize(1);
        assertThat(backend.blocks).hasSize(1);
    }

    @Test
    void twoKeysOfOneHashAreToldApart() throws IOException {
        BlockStore store = new BlockStore(new Backend(), 0, 1, 256, 0);
        for (int tag = 0; tag < 4; tag++) {
            store.put(0, 1, tag, new byte[] {(byte) tag}, 1, FOR_EVER);
        }
        BlockStore restored = new BlockStore(new Backend(), 0, 1, 256, 0);
        restored.restore(0, store.snapshot().of(0));
        restored.restored();

        for (BlockStore each : List.of(store, restored)) {
            for (int tag = 0; tag < 4; tag++) {
                assertThat(each.get(1, tag)).containsExactly(tag);
            }
            assertThat(each.get(1, 4)).isNull();
        }
    }

    @Test
    void bytesThatAreNotThoseThatWereWrittenAreRefused() throws IOException {
        BlockStore store = new BlockStore(new Backend(), 0, 1, 256, 0);
        store.put(0, 1, TAG, new byte[20], 20, FOR_EVER);
        byte[] written = store.snapshot().written(0);
        written[written.length - 1] ^= 1;
        assertThatThrownBy(() -> BlockSnapshot.read(written)).hasMessageContaining("another checksum");
        written[0] = 9;
        assertThatThrownBy(() -> BlockSnapshot.read(written)).hasMessageContaining("given=9");

        Backend backend = new Backend();
        backend.put(0, 3, new byte[40]);
        assertThatThrownBy(() -> new BlockStore(backend, 0, 1, 256, 0).restore(0, List.of()))
                .hasMessageContaining("a block is damaged: at=0")
                .hasMessageContaining("number=3");
    }

    /** The backend of a whole job. */
    private static final class Backend implements SealedBlocks {
        private final TreeMap<Long, byte[]> blocks = new TreeMap<>();
        private int puts;

        Backend copy() {
            Backend copy = new Backend();
            copy.blocks.putAll(blocks);
            return copy;
        }

        @Override
        public void put(int group, int number, byte[] bytes) {
            puts++;
            blocks.put(place(group, number), bytes);
        }

        @Override
        public byte @Nullable [] get(int group, int number) {
            byte[] bytes = blocks.get(place(group, number));
            return bytes == null ? null : bytes.clone();
        }

        @Override
        public void remove(int group, int number) {
            assertThat(blocks.remove(place(group, number))).isNotNull();
        }

        @Override
        public void putPassed(int group, int hours) {
            if (hours == BlockStore.NEVER) {
                remove(group, 0);
            } else {
                blocks.put(
                        place(group, 0),
                        ByteBuffer.allocate(Integer.BYTES).putInt(hours).array());
            }
        }

        @Override
        public int passed(int group) {
            byte[] hours = blocks.get(place(group, 0));
            return hours == null ? BlockStore.NEVER : ByteBuffer.wrap(hours).getInt();
        }

        /** Backwards: no order is promised. */
        @Override
        public void forEach(int group, Visitor visitor) throws IOException {
            for (Map.Entry<Long, byte[]> block :
                    List.copyOf(blocks.subMap(place(group, 1), true, place(group + 1, 0), false)
                            .descendingMap()
                            .entrySet())) {
                visitor.visit(block.getKey().intValue(), block.getValue().clone());
            }
        }

        private static long place(int group, int number) {
            return (long) group << 32 | number;
        }
    }

    /** A value, and until when it counts. */
    private record Kept(String text, int until) {
        byte[] bytes() {
            return ByteBuffer.allocate(4 + text.length())
                    .putInt(until)
                    .put(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                    .array();
        }

        static Kept of(byte[] bytes) {
            return new Kept(
                    new String(bytes, 4, bytes.length - 4, java.nio.charset.StandardCharsets.US_ASCII),
                    ByteBuffer.wrap(bytes).getInt());
        }
    }

    /** What a checkpoint or a savepoint has, and what a plain map had then. */
    private record Taken(Backend backend, Map<Integer, byte[]> beside, Map<Long, Kept> twin, int now) {}

    private static final class History {
        private final Random random;
        private final int blockBytes;
        private final long cachedBytes;
        private Backend backend = new Backend();
        private List<BlockStore> tasks = new ArrayList<>();
        private Map<Long, Kept> twin = new HashMap<>();
        private int now = 1_000;
        private Taken taken = new Taken(new Backend(), Map.of(), Map.of(), now);

        History(Random random, int blockBytes, long cachedBytes) {
            this.random = random;
            this.blockBytes = blockBytes;
            this.cachedBytes = cachedBytes;
        }

        void run() throws IOException {
            start(Map.of());
            for (int step = 0; step < STEPS; step++) {
                long key = key(random.nextInt(KEYS));
                int dice = random.nextInt(100);
                if (dice < 30) {
                    assertSame(key, step);
                } else if (dice < 70) {
                    put(key);
                } else if (dice < 80) {
                    of(key).remove(group(key), key, tag(key));
                    twin.remove(key);
                } else if (dice < 85) {
                    now += random.nextInt(random.nextInt(10) == 0 ? 1_000 : 20);
                } else if (dice < 90) {
                    for (BlockStore task : tasks) {
                        task.passed(now);
                    }
                } else if (dice < 94) {
                    for (BlockStore task : tasks) {
                        task.tidy();
                    }
                } else if (dice < 98) {
                    take(dice == 97);
                } else {
                    crash();
                    for (int one = 0; one < KEYS; one++) {
                        assertSame(key(one), step);
                    }
                }
            }
            for (int one = 0; one < KEYS; one++) {
                assertSame(key(one), STEPS);
                assertThat(of(key(one + KEYS)).find(key(one + KEYS), tag(key(one + KEYS))))
                        .isFalse();
            }
            allIsOver();
        }

        private void put(long key) throws IOException {
            // Of all lanes.
            int until = now + random.nextInt(new int[] {100, 2_000, 20_000}[random.nextInt(3)]) - 5;
            int dice = random.nextInt(100);
            int length = random.nextInt(dice < 80 ? 60 : dice < 97 ? 300 : 5_000);
            Kept value = new Kept("v".repeat(length) + random.nextInt(1_000), until);
            byte[] bytes = value.bytes();
            of(key).put(group(key), key, tag(key), Arrays.copyOf(bytes, bytes.length + 3), bytes.length, until);
            twin.put(key, value);
        }

        private void assertSame(long key, int step) throws IOException {
            byte[] bytes = of(key).get(key, tag(key));
            Kept expected = twin.get(key);
            // What is over may be found or not, but no older value in place of the last one.
            if (bytes != null || (expected != null && expected.until > now)) {
                assertThat(bytes == null ? null : Kept.of(bytes))
                        .as("step=%d, key=%x", step, key)
                        .isEqualTo(expected);
            }
        }

        private void take(boolean savepoint) throws IOException {
            Map<Integer, byte[]> beside = new HashMap<>();
            for (BlockStore task : tasks) {
                if (savepoint) {
                    task.writeBack();
                } else {
                    BlockSnapshot snapshot = task.snapshot();
                    for (int group = 0; group < GROUPS; group++) {
                        if (!snapshot.of(group).isEmpty()) {
                            beside.put(group, snapshot.written(group));
                        }
                    }
                }
            }
            taken = new Taken(backend.copy(), beside, Map.copyOf(twin), now);
        }

        /** All that was done since the last snapshot is done for nothing. */
        private void crash() throws IOException {
            backend = taken.backend.copy();
            twin = new HashMap<>(taken.twin);
            now = taken.now;
            start(taken.beside);
        }

        private void start(Map<Integer, byte[]> beside) throws IOException {
            int parallelism = new int[] {1, 2, 4}[random.nextInt(3)];
            int each = GROUPS / parallelism;
            tasks = new ArrayList<>();
            for (int task = 0; task < parallelism; task++) {
                BlockStore store = new BlockStore(backend, task * each, each, blockBytes, cachedBytes);
                for (int group = task * each; group < (task + 1) * each; group++) {
                    byte[] open = beside.get(group);
                    store.restore(group, open == null ? List.of() : BlockSnapshot.read(open));
                }
                store.restored();
                tasks.add(store);
            }
        }

        /** When the time of all is over, nothing is left anywhere. */
        private void allIsOver() throws IOException {
            for (BlockStore task : tasks) {
                for (int times = 0; times < 20; times++) {
                    task.passed(now + 30_000);
                }
                task.snapshot();
                assertThat(task.keys()).isZero();
                assertThat(task.blocks()).isZero();
                assertThat(task.cachedBytes()).isZero();
            }
            assertThat(backend.blocks).isEmpty();
        }

        private BlockStore of(long key) {
            return tasks.get(group(key) / (GROUPS / tasks.size()));
        }

        /** Of two kinds. */
        private static int tag(long key) {
            return (key & (1 << 20)) == 0 ? TAG : (KIND << Short.SIZE) | 7;
        }

        private static long key(int number) {
            return (number + 1) * 0x9E3779B97F4A7C15L;
        }

        private static int group(long key) {
            return (int) Math.floorMod(key >>> 7, (long) GROUPS);
        }
    }
}
