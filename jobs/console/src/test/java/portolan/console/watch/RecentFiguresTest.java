// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentFiguresTest {
    @Test
    void theRateIsThatOfTheLastFullSeconds() {
        RecentRate rate = new RecentRate();
        assertThat(rate.perSecond(0)).isZero();
        for (int second = 0; second < 20; second++) {
            rate.add(second * 1_000L, second < 10 ? 100 : 200);
        }

        assertThat(rate.perSecond(19_500)).isEqualTo(200);
        assertThat(rate.perSecond(22_500)).isEqualTo(120);
        assertThat(rate.perSecond(60_000)).isZero();
    }

    @Test
    void theRateOfTheFirstSecondsIsNotThinnedOut() {
        RecentRate rate = new RecentRate();
        rate.add(0, 50);
        assertThat(rate.perSecond(100)).isEqualTo(50);
        rate.add(1_000, 50);
        assertThat(rate.perSecond(1_500)).isEqualTo(50);
    }

    @Test
    void latencyForgetsAfterAMinuteAndTheWholeRunDoesNot() {
        RecentLatency latency = new RecentLatency();
        latency.add(0, -900);
        latency.add(65_000, 64_900);
        latency.add(66_000, 66_005);

        RecentLatency.Latency lately = latency.lastMinute(66_000);
        assertThat(lately.count()).isEqualTo(2);
        assertThat(lately.p99Millis()).isEqualTo(100);
        assertThat(latency.wholeRun().count()).isEqualTo(3);
        assertThat(latency.wholeRun().p99Millis()).isBetween(895L, 905L);
    }

    @Test
    void aHistoryThatWaitedIsNotLate() {
        RecentLatency latency = new RecentLatency();
        latency.restartAt(Long.MIN_VALUE);
        latency.add(50_000, 10_000);
        latency.restartAt(51_000);
        latency.add(52_000, 50_999);
        latency.add(52_000, 51_960);
        latency.restartAt(51_000);

        assertThat(latency.wholeRun()).isEqualTo(new RecentLatency.Latency(1, 40, 40));
        assertThat(latency.lastMinute(52_000)).isEqualTo(new RecentLatency.Latency(1, 40, 40));
    }
}
