// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedDeterminismTest {
    private static final FeedSettings SMALL = small().build();

    /** Changes with the schemas and with the recipe, on purpose only: benchmarks of before and after must say so. */
    private static final String PINNED = "029d1d1b5af0706fefe2a0fe37e466f19f2a70041f943aa6244c4ebf569acc31";

    @Test
    void equalSettingsGiveEqualBytes() {
        assertThat(FeedBytes.hash(new Feed(SMALL))).isEqualTo(FeedBytes.hash(new Feed(SMALL)));
    }

    @Test
    void theBytesOfASmallFeedArePinned() {
        assertThat(FeedBytes.hash(new Feed(SMALL))).isEqualTo(PINNED);
    }

    @Test
    void anotherSeedGivesAnotherFeed() {
        FeedSettings other = small().seed(8).build();

        assertThat(FeedBytes.hash(new Feed(other))).isNotEqualTo(FeedBytes.hash(new Feed(SMALL)));
    }

    @Test
    void aShorterFeedIsTheBeginningOfALongerOne() {
        Feed shorter = new Feed(small().filings(500).build());
        Feed longer = new Feed(SMALL);
        FeedBytes bytes = new FeedBytes();
        int filings = 0;

        while (filings < 500) {
            FeedEvent event = shorter.next();
            assertThat(bytes.of(longer.next())).isEqualTo(bytes.of(event));
            filings += event instanceof FeedEvent.Filed ? 1 : 0;
        }
        assertThat(shorter).toIterable().allMatch(event -> event instanceof FeedEvent.Reported);
    }

    private static FeedSettings.Builder small() {
        return FeedSettings.builder()
                .seed(7)
                .shippers(300)
                .consignmentsPerDay(40)
                .days(60);
    }
}
