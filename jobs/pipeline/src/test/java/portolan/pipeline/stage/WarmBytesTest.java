// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.pipeline.stage.WarmBytes.Warm;

/** On its own: against a plain map before a backend that is another one. */
final class WarmBytesTest {
    private static final int STEPS = 20_000;
    private static final int OWNERS = 3;

    /** From one segment at a time to all that there is. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    seed, most bytes, bytes of a segment
                    1,           800,                256
                    2,          2000,                256
                    3,         20000,                 64
                    4,         20000,               1024
                    5,       3000000,               4096
                    6,         40000,               4096
                    """)
    void holdsWhatAPlainMapHolds(long seed, long most, int segmentBytes) throws IOException {
        Random random = new Random(seed);
        WarmBytes warm = new WarmBytes(most, segmentBytes);
        List<Backend> backends = new ArrayList<>();
        for (int owner = 0; owner < OWNERS; owner++) {
            backends.add(new Backend());
            assertThat(warm.join(backends.get(owner))).isEqualTo(owner);
        }
        Map<String, byte[]> twin = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            int owner = random.nextInt(OWNERS);
            Backend backend = backends.get(owner);
            String key = key(random);
            String known = owner + key;
            String at = "seed=" + seed + ", step=" + step + ", owner=" + owner + ", key=" + key;
            int dice = random.nextInt(1_000);
            if (dice < 500) {
                byte[] value = new byte[random.nextInt(random.nextInt(50) == 0 ? 2_000 : 100)];
                random.nextBytes(value);
                boolean stored = backend.stored.containsKey(key);
                if (!warm.put(owner, key, new Warm(value, true, stored))) {
                    backend.write(key, value, stored);
                }
                twin.put(known, value);
            } else if (dice < 800) {
                Warm found = warm.peek(owner, key);
                assertThat(found == null ? backend.stored.get(key) : found.value())
                        .as(at)
                        .isEqualTo(twin.get(known));
            } else if (dice < 995) {
                Warm found = warm.take(owner, key);
                if (found != null) {
                    assertThat(found.value()).as(at).isEqualTo(twin.remove(known));
                    assertThat(found.stored()).as(at).isEqualTo(backend.stored.remove(key) != null);
                    assertThat(warm.peek(owner, key)).as(at).isNull();
                }
            } else {
                warm.writeBack();
                Map<String, byte[]> stored = new HashMap<>();
                for (int each = 0; each < OWNERS; each++) {
                    for (Map.Entry<String, byte[]> entry :
                            backends.get(each).stored.entrySet()) {
                        stored.put(each + entry.getKey(), entry.getValue());
                    }
                }
                assertThat(stored).as(at).containsExactlyInAnyOrderEntriesOf(twin);
            }
            assertThat(warm.bytes()).as(at).isLessThanOrEqualTo(most);
        }
    }

    /** Of several alphabets, and a third of them with the same hash as another: "Aa" and "BB" are twins to Java. */
    private static String key(Random random) {
        int number = random.nextInt(600);
        return switch (number % 6) {
            case 0 -> "Aa" + number / 12;
            case 1 -> "BB" + number / 12;
            case 2 -> "größe|" + number;
            case 3 -> "货物|" + number;
            case 4 -> "\uD83D|" + number;
            default -> "default|MSKU" + number;
        };
    }

    /** What one owner has stored. */
    private static final class Backend implements WarmBytes.Owner {
        private final Map<String, byte[]> stored = new HashMap<>();

        @Override
        public boolean write(String key, byte[] value, boolean isStored) {
            assertThat(isStored).as(key).isEqualTo(stored.containsKey(key));
            stored.put(key, value);
            return true;
        }
    }

    @Test
    void growsToManyEntriesAndFindsEachOfThem() throws IOException {
        int entries = 100_000;
        WarmBytes warm = new WarmBytes(64 << 20);
        int owner = warm.join((key, value, stored) -> {
            throw new IllegalStateException("there is room for all: key=" + key);
        });
        for (int i = 0; i < entries; i++) {
            assertThat(warm.put(owner, "key-" + i, new Warm(new byte[] {(byte) i}, true, false)))
                    .isTrue();
        }

        for (int i = 0; i < entries; i++) {
            assertThat(Objects.requireNonNull(warm.take(owner, "key-" + i)).value())
                    .as("key-%s", i)
                    .containsExactly(i);
        }
        assertThat(warm.take(owner, "key-0")).isNull();
    }

    /** The index grows between values that fill all the room: what it takes is no longer theirs. */
    @Test
    void takesValuesAboutAsLargeAsAllTheRoomWhileItsIndexGrows() throws IOException {
        for (int largest = 1_000; largest < 4_000; largest += 50) {
            WarmBytes warm = new WarmBytes(4_000, 256);
            int owner = warm.join((key, value, stored) -> true);
            for (int i = 0; i < 200; i++) {
                warm.put(owner, "key-" + i, new Warm(new byte[i % 40 == 39 ? largest : 1], false, true));
                assertThat(warm.bytes()).as("largest=%d, i=%d", largest, i).isLessThanOrEqualTo(4_000);
            }
        }
    }

    @Test
    void doesNotTakeInWhatIsLargerThanASegment() throws IOException {
        WarmBytes warm = new WarmBytes(4_000, 256);
        int owner = warm.join((key, value, stored) -> true);

        assertThat(warm.put(owner, "key", new Warm(new byte[256], true, false))).isFalse();
        assertThat(warm.peek(owner, "key")).isNull();
        assertThat(warm.put(owner, "key", new Warm(new byte[200], true, false))).isTrue();
    }

    /** The last room of a slab is shorter by its header: what would fit into the others only is not taken in either. */
    @Test
    void takesInAsMuchAsTheShortestRoomHas() throws IOException {
        WarmBytes warm = new WarmBytes(40_000, 4_096);
        int owner = warm.join((key, value, stored) -> true);
        int header = 14 + "k-0".length();
        for (int i = 0; i < 10; i++) {
            byte[] value = new byte[4_096 - 64 - header];
            value[value.length - 1] = (byte) i;
            assertThat(warm.put(owner, "k-" + i, new Warm(value, false, true))).isTrue();
            assertThat(Objects.requireNonNull(warm.peek(owner, "k-" + i)).value())
                    .isEqualTo(value);
        }

        assertThat(warm.put(owner, "k-0", new Warm(new byte[4_096 - header], false, true)))
                .isFalse();
    }

    @Test
    void takesLittleForLittle() throws IOException {
        WarmBytes warm = new WarmBytes(1L << 30);
        int owner = warm.join((key, value, stored) -> true);
        assertThat(warm.bytes()).isLessThan(1_000);
        warm.put(owner, "key", new Warm(new byte[1], true, false));

        assertThat(warm.bytes()).isLessThan(2 << 20);
    }

    @Test
    void makesRoomOfTheOldestAndWritesOnlyWhatTheBackendLacks() throws IOException {
        List<String> written = new ArrayList<>();
        WarmBytes warm = new WarmBytes(1_600, 256);
        int owner = warm.join((key, value, stored) -> written.add(key));
        warm.put(owner, "new", new Warm(new byte[200], true, false));
        warm.put(owner, "same", new Warm(new byte[200], false, true));
        warm.put(owner, "gone", new Warm(new byte[200], true, false));
        warm.take(owner, "gone");
        for (int i = 0; i < 4; i++) {
            warm.put(owner, "later-" + i, new Warm(new byte[200], true, false));
        }

        assertThat(written).containsExactly("new");
        assertThat(warm.peek(owner, "new")).isNull();
        assertThat(warm.peek(owner, "same")).isNull();
        assertThat(warm.peek(owner, "later-0")).isNotNull();
    }

    @Test
    void whatIsOverLeavesWithASnapshot() throws IOException {
        WarmBytes warm = new WarmBytes(1_600, 256);
        int owner = warm.join((key, value, stored) -> false);
        warm.put(owner, "over", new Warm(new byte[10], true, true));
        warm.put(owner, "kept", new Warm(new byte[10], false, true));
        warm.writeBack();

        assertThat(warm.peek(owner, "over")).isNull();
        assertThat(warm.peek(owner, "kept")).isNotNull();
    }

    @Test
    void afterASnapshotTheBackendLacksNothing() throws IOException {
        List<String> written = new ArrayList<>();
        WarmBytes warm = new WarmBytes(1_600, 256);
        int owner = warm.join((key, value, stored) -> written.add(key));
        warm.put(owner, "key", new Warm(new byte[10], true, false));
        warm.writeBack();
        warm.writeBack();

        assertThat(written).containsExactly("key");
        @Nullable Warm found = warm.take(owner, "key");
        assertThat(found).isNotNull().satisfies(bytes -> {
            assertThat(bytes.changed()).isFalse();
            assertThat(bytes.stored()).isTrue();
        });
    }
}
