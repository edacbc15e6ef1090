// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochMillisTest {
    private static final List<Long> ENDS =
            List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE - 1, Long.MAX_VALUE);

    @Test
    void sumsEndWhereNumbersEnd() {
        for (long millis : ENDS) {
            for (long span : ENDS) {
                long sum = BigInteger.valueOf(millis)
                        .add(BigInteger.valueOf(span))
                        .max(BigInteger.valueOf(Long.MIN_VALUE))
                        .min(BigInteger.valueOf(Long.MAX_VALUE))
                        .longValueExact();
                assertThat(EpochMillis.plus(millis, span))
                        .as(millis + " + " + span)
                        .isEqualTo(sum);
            }
        }
    }

    @Test
    void aTimeWithoutMillisecondsIsTheNearestThatHasThem() {
        assertThat(EpochMillis.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(EpochMillis.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(EpochMillis.of(Instant.ofEpochMilli(-5))).isEqualTo(-5);
        assertThat(EpochMillis.minus(Instant.MIN, Duration.ofHours(4))).isEqualTo(Instant.ofEpochMilli(Long.MIN_VALUE));
        assertThat(EpochMillis.minus(Instant.EPOCH, Duration.ofHours(4))).isEqualTo(Instant.ofEpochMilli(-14_400_000));
    }
}
