// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cost of a filing before it is encoded. Answers: can the generator outrun what it feeds? Measured in processor time of
 * the one thread, so that neighbours on the machine do not matter.
 *
 * <pre>mvn -o -pl benchmarks/workload test -Dtest=FeedSpeedTest</pre>
 */
@Tag("rest")
class FeedSpeedTest {
    @Test
    void aCoreMakesTensOfThousandsOfFilingsASecond() {
        Feed feed = new Feed(FeedSettings.builder().build());
        drain(feed, 40_000);

        assertThat(filingsPerSecond(feed, 40_000)).isGreaterThan(20_000);
    }

    private static double filingsPerSecond(Feed feed, int filings) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        drain(feed, filings);
        long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        return filings / ((after - before) / 1e9);
    }

    private static void drain(Feed feed, int filings) {
        int left = filings;
        while (left > 0) {
            left -= feed.next() instanceof FeedEvent.Filed ? 1 : 0;
        }
    }
}
