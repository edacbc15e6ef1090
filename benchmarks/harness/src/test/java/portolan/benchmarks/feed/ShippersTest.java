// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShippersTest {
    private static final int DRAWS = 2_000_000;
    private static final int SHIPPERS = 1_000;

    /** Against the law written out; five standard errors, so that no seed fails by chance. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.8, 1.0})
    void everyShipperFilesAsOftenAsZipfsLawSays(double exponent) {
        int[] counts = drawn(new FeedPlan(FeedVersion.V1, 1, SHIPPERS, exponent, 0, false, DRAWS));

        double total = 0;
        for (int rank = 1; rank <= SHIPPERS; rank++) {
            total += Math.pow(rank, -exponent);
        }
        for (int rank = 1; rank <= SHIPPERS; rank++) {
            double expected = DRAWS * Math.pow(rank, -exponent) / total;
            assertThat((double) counts[rank - 1])
                    .as("rank %d", rank)
                    .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
        }
    }

    @Test
    void theHotShipperHasItsShareOnTopOfItsOwn() {
        int[] counts = drawn(new FeedPlan(FeedVersion.V1, 1, SHIPPERS, 0, 0.3, false, DRAWS));

        assertThat(counts[Shippers.HOT] / (double) DRAWS).isBetween(0.299, 0.303);
        assertThat(counts[SHIPPERS - 1]).isBetween(1_200, 1_600);
    }

    private static int[] drawn(FeedPlan plan) {
        Shippers shippers = new Shippers(plan);
        SplittableRandom random = new SplittableRandom(42);
        int[] counts = new int[plan.shippers()];
        for (int i = 0; i < DRAWS; i++) {
            counts[shippers.draw(random)]++;
        }
        return counts;
    }
}
