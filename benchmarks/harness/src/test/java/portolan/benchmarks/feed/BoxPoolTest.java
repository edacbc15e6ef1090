// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BoxPoolTest {
    private static final int USES_A_YEAR = 50_000;

    private final BoxPool pool = new BoxPool(USES_A_YEAR, new SplittableRandom(3));

    @Test
    void boxesReturnFiveToEightTimesAYear() {
        use(USES_A_YEAR);

        int[] uses = use(USES_A_YEAR);

        assertThat(IntStream.of(uses).average().orElseThrow()).isBetween(6.45, 6.55);
        assertThat(IntStream.of(uses).filter(times -> times >= 5 && times <= 8).count() / (double) pool.size())
                .isGreaterThan(0.9);
    }

    @Test
    void noBoxReturnsWithinAnEighthOfAYear() {
        long[] last = new long[pool.size()];
        for (int use = 1; use <= 2 * USES_A_YEAR; use++) {
            int box = pool.take();
            if (last[box] > 0) {
                assertThat(use - last[box]).as("box %d, use %d", box, use).isGreaterThanOrEqualTo(USES_A_YEAR / 8);
            }
            last[box] = use;
        }
    }

    @Test
    void thePoolOfAFeedOfFewBillsIsNeverEmpty() {
        BoxPool small = new BoxPool(1, new SplittableRandom(3));

        assertThat(IntStream.range(0, 1_000).map(use -> small.take()).distinct())
                .hasSize(small.size());
    }

    private int[] use(int times) {
        int[] uses = new int[pool.size()];
        for (int i = 0; i < times; i++) {
            uses[pool.take()]++;
        }
        return uses;
    }
}
