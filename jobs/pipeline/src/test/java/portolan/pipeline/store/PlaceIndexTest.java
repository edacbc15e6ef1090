// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
final class PlaceIndexTest {
    private static final int STEPS = Seeds.of(20_000, 1_000_000);

    /** Keys that crowd into few slots as well as scattered ones; 0 and -1 are keys like others. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsWhatAPlainMapFinds(long seed) {
        Random random = new Random(seed);
        PlaceIndex index = new PlaceIndex();
        Map<Long, Long> twin = new HashMap<>();
        int keys = seed % 2 == 0 ? 500 : 20_000;
        for (int step = 0; step < STEPS; step++) {
            long number = random.nextInt(keys) - 1L;
            long key = seed <= 2 ? number : number * 0x9E3779B97F4A7C15L;
            int dice = random.nextInt(10);
            if (dice < 4) {
                assertThat(index.get(key))
                        .as("seed=%d, step=%d, key=%d", seed, step, key)
                        .isEqualTo(twin.getOrDefault(key, 0L));
            } else if (dice < 7) {
                long place = random.nextLong() | 1;
                index.put(key, place);
                twin.put(key, place);
            } else {
                index.remove(key);
                twin.remove(key);
            }
            assertThat(index.size()).isEqualTo(twin.size());
        }
        twin.forEach(
                (key, place) -> assertThat(index.get(key)).as("seed=%d", seed).isEqualTo(place));
    }
}
