// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SettledTimesTest {
    private static final long NOTHING = PartitionProgress.NOTHING;

    private final SettledTimes times = new SettledTimes();

    @Test
    void aTimeIsUsedRoundsAfterItCame() {
        assertThat(round(0, 2)).isEqualTo(NOTHING);
        assertThat(round(25, 2)).isEqualTo(NOTHING);
        assertThat(round(50, 2)).isEqualTo(NOTHING);
        assertThat(round(75, 2)).isEqualTo(0);
        assertThat(round(100, 2)).isEqualTo(25);
    }

    @Test
    void whereAnswersTakeLongATimeWaitsForFourTimesAsLong() {
        long last = NOTHING;
        for (int at = 0; at <= 500; at += 25) {
            last = round(at, 2);
        }
        assertThat(last).isEqualTo(425);

        assertThat(round(725, 200))
                .as("answers of 200 ms: nothing of the last 800")
                .isEqualTo(NOTHING);
        assertThat(round(1_250, 2)).as("and it is not forgotten at once").isLessThanOrEqualTo(500);
        for (int at = 1_275; at <= 10_000; at += 25) {
            last = round(at, 2);
        }
        assertThat(last).as("but in some seconds").isEqualTo(9_925);
    }

    @Test
    void aTimeThatWasUsedIsNotTakenBackNorLeftOut() {
        long used = NOTHING;
        for (int at = 0; at <= 5_000; at += 25) {
            long time = round(at, at % 400 == 0 ? 60 : 3);
            assertThat(time == NOTHING || time > used).isTrue();
            used = Math.max(used, time);
        }
        assertThat(used).isGreaterThan(4_500);
    }

    @Test
    void aClockThatWasPutBackLeadsNothingAhead() {
        round(100, 1);
        round(125, 1);
        round(60, 1);

        assertThat(times.next(85, nanos(150), nanos(151))).isEqualTo(60);
    }

    /** The broker's clock shows the time at which the answer comes. */
    private long round(long answered, long took) {
        return times.next(answered, nanos(answered - took), nanos(answered));
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
