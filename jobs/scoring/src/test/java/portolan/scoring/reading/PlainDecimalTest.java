// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.testing.Seeds;

/** Digits beside those that {@link BigDecimal} writes. */
@Tag(Seeds.TAG)
class PlainDecimalTest {
    private static final long SEED = 41;
    private static final int NUMBERS = Seeds.of(2_000, 100_000);
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    @Test
    void numbersOfAllSizesAreRoundedAsBigDecimalRoundsThem() {
        forEachNumber(value -> {
            for (int decimals = 0; decimals <= 4; decimals++) {
                BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
                assertThat(PlainDecimal.rounded(value, decimals))
                        .as("seed=%s, value=%s, decimals=%s", SEED, value, decimals)
                        .isEqualTo(
                                rounded.signum() == 0
                                        ? "0"
                                        : rounded.stripTrailingZeros().toPlainString());
            }
        });
    }

    @Test
    void threeDigitsAreThoseOfBigDecimal() {
        forEachNumber(value -> {
            BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
            BigDecimal stripped = rounded.stripTrailingZeros();
            boolean isLong = Math.abs(stripped.precision() - stripped.scale()) > 12;
            assertThat(PlainDecimal.toThreeDigits(value))
                    .as("seed=%s, value=%s", SEED, value)
                    .isEqualTo(rounded.doubleValue());
            assertThat(PlainDecimal.threeDigits(value))
                    .as("seed=%s, value=%s", SEED, value)
                    .isEqualTo(isLong ? stripped.toString() : stripped.toPlainString());
        });
    }

    /** Of all sizes, of few digits, ties, and one step beside them. */
    private static void forEachNumber(DoubleConsumer consumer) {
        Random random = new Random(SEED);
        for (int i = 0; i < NUMBERS; i++) {
            double any = Math.scalb(random.nextDouble(), random.nextInt(90) - 45);
            double few = random.nextInt(200_000) / Math.pow(10, random.nextInt(7));
            double tie = (random.nextInt(100_000) + 0.5) / Math.pow(10, random.nextInt(5));
            double power = Math.pow(10, random.nextInt(16) - 4);
            for (double value : new double[] {any, few, tie, power}) {
                consumer.accept(value);
                consumer.accept(-value);
                consumer.accept(Math.nextUp(value));
                consumer.accept(Math.nextDown(value));
            }
        }
    }
}
