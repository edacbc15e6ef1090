// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FloodTest {
    private static final long SECOND = 1_000;

    private final Flood flood = new Flood();

    private void take(int records, int aside, long now) {
        for (int record = 0; record < records; record++) {
            flood.take(now);
        }
        for (int record = 0; record < aside; record++) {
            flood.setAside(now);
        }
    }

    @Test
    void fiftyOfFewRecordsAreAFlood() {
        take(49, 49, 0);
        assertThat(flood.isFlood()).isFalse();

        take(1, 1, 0);
        assertThat(flood.isFlood()).isTrue();
    }

    @Test
    void oneInAHundredIsNoFlood() {
        take(10_000, 100, 0);
        assertThat(flood.isFlood()).isFalse();

        take(0, 1, 0);
        assertThat(flood.isFlood()).isTrue();
    }

    @Test
    void whatIsOlderThanAMinuteCountsNoLonger() {
        take(100, 40, 0);
        take(100, 40, 59 * SECOND);
        assertThat(flood.isFlood()).isTrue();

        take(100, 0, 60 * SECOND);
        assertThat(flood.taken()).isEqualTo(200);
        assertThat(flood.isFlood()).isFalse();

        take(1, 0, 500 * SECOND);
        assertThat(flood.taken()).isEqualTo(1);
    }

    @Test
    void aClockThatIsPutBackBeginsAnew() {
        take(100, 49, 500 * SECOND);
        take(1, 1, 100 * SECOND);

        assertThat(flood.taken()).isEqualTo(1);
        assertThat(flood.isFlood()).isFalse();
    }
}
