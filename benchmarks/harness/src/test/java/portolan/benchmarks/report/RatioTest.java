// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RatioTest {
    @Test
    void isTheSecondByTheFirst() {
        Ratio ratio = Ratio.of(List.of(100.0, 100.0), List.of(150.0, 150.0));
        assertThat(ratio.value()).isCloseTo(1.5, within(1e-12));
        assertThat(ratio.isDifferent()).isTrue();
    }

    /** By hand: means of logs 0 and ln 2, each with a standard error of ln(1.1)/√3·√2/√2; 4 degrees of freedom. */
    @Test
    void hasTheIntervalOfWelchsT() {
        List<Double> first = List.of(1 / 1.1, 1.0, 1.1);
        List<Double> second = List.of(2 / 1.1, 2.0, 2.2);
        double half = 2.776445105197799 * Math.sqrt(2 * Math.log(1.1) * Math.log(1.1) / 3);

        Ratio ratio = Ratio.of(first, second);
        assertThat(ratio.value()).isCloseTo(2, within(1e-9));
        assertThat(ratio.low()).isCloseTo(2 * Math.exp(-half), within(1e-9));
        assertThat(ratio.high()).isCloseTo(2 * Math.exp(half), within(1e-9));
    }

    @Test
    void aSingleRepetitionHasNoInterval() {
        Ratio ratio = Ratio.of(List.of(10.0), List.of(20.0, 21.0));
        assertThat(ratio.low()).isNull();
        assertThat(ratio.isDifferent()).isFalse();
    }

    /** What "19 times out of 20" says, tried 2,000 times; seed 5. */
    @Test
    void theIntervalHoldsTheTruthAboutNineteenTimesOutOfTwenty() {
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            Ratio ratio = Ratio.of(noisy(random, 1_000), noisy(random, 1_300));
            held += ratio.low() != null && ratio.high() != null && ratio.low() <= 1.3 && ratio.high() >= 1.3 ? 1 : 0;
        }
        assertThat(held / 2_000.0).isBetween(0.935, 0.985);
    }

    private static List<Double> noisy(SplittableRandom random, double value) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            values.add(value * Math.exp(0.1 * random.nextGaussian()));
        }
        return values;
    }
}
