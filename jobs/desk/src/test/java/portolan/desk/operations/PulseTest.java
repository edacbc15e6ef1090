// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {
    private static final long START = 1_790_000_000_000L;

    private final Pulse pulse = new Pulse();

    @Test
    void ratesAndLatencyAreThoseOfTheLastSecondsAndTheLastMinute() {
        for (int second = 0; second < 20; second++) {
            long now = START + 1_000L * second;
            pulse.filed(now, 40);
            pulse.assessed(now, 30);
            for (int i = 0; i < 100; i++) {
                pulse.inHand(now, now - (i < 98 ? 20 : 900));
            }
        }

        Pulse.Beat beat = pulse.now(START + 20_000L);

        assertThat(beat.in()).isEqualTo(40);
        assertThat(beat.out()).isEqualTo(30);
        assertThat(beat.measured()).isEqualTo(2_000);
        assertThat(beat.p50()).isEqualTo(20);
        assertThat(beat.p99()).isBetween(880L, 920L);
        assertThat(beat.waiting()).as("nobody said").isEqualTo(-1);
        assertThat(pulse.now(START + 120_000L).measured()).as("a minute later").isZero();
    }

    @Test
    void theCurveIsOfTheLastHalfHourAndIsAskedForFromAPointOn() {
        for (int beat = 0; beat < 500; beat++) {
            pulse.beat(START + beat * Pulse.BEAT_MILLIS);
        }

        assertThat(pulse.after(0)).hasSize(360);
        assertThat(pulse.after(START + 497 * Pulse.BEAT_MILLIS)).hasSize(2);
    }
}
