// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedMemoryTest {
    @Test
    void whatIsKeptDoesNotGrowWithTheFeed() {
        Feed feed = new Feed(FeedSettings.builder()
                .shippers(400)
                .consignmentsPerDay(50)
                .days(900)
                .build());
        int[] pending = new int[4];
        for (int quarter = 0; quarter < 4; quarter++) {
            for (int i = 0; i < 10_000; i++) {
                feed.next();
            }
            pending[quarter] = feed.pending();
        }

        assertThat(pending[3]).isLessThan(pending[0] * 3 / 2);
        assertThat(pending[3]).isLessThan(500);
    }
}
