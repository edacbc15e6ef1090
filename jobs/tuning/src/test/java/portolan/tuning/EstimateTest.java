// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final int TRIALS = 4_000;

    /** Newcombe, Statistics in Medicine 17, 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29. */
    @Test
    void hasWilsonsInterval() {
        assertThat(new Proportion(81, 263).low()).isCloseTo(0.2553, within(5e-5));
        assertThat(new Proportion(81, 263).high()).isCloseTo(0.3662, within(5e-5));
        assertThat(new Proportion(15, 148).low()).isCloseTo(0.0624, within(5e-5));
        assertThat(new Proportion(15, 148).high()).isCloseTo(0.1605, within(5e-5));
        assertThat(new Proportion(0, 20).low()).isZero();
        assertThat(new Proportion(0, 20).high()).isCloseTo(0.1611, within(5e-5));
        assertThat(new Proportion(1, 29).low()).isCloseTo(0.0061, within(5e-5));
        assertThat(new Proportion(1, 29).high()).isCloseTo(0.1718, within(5e-5));
    }

    /** Newcombe, Statistics in Medicine 17, 1998, page 873, method 10: 56 of 70 less 48 of 80. */
    @Test
    void differsByTheIntervalsOfBothSides() {
        Estimate difference = share(new Proportion(56, 70)).minus(share(new Proportion(48, 80)));

        assertThat(difference.value()).isCloseTo(0.2, within(1e-12));
        assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
    }

    private static Estimate share(Proportion of) {
        return new Estimate(of.share(), of.low(), of.high());
    }

    /** Of seeded populations the interval holds the truth about as often as it says. */
    @Test
    void holdsWhatIsInAllAsOftenAsItSays() {
        Random random = new Random(11);
        int held = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int all = 50 + random.nextInt(400);
            int offences = random.nextInt(all / 2 + 1);
            int drawn = 10 + random.nextInt(all - 10);
            int found = 0;
            for (int i = 0; i < drawn; i++) {
                found += random.nextInt(all - i) < offences - found ? 1 : 0;
            }
            Estimate estimate = new Proportion(found, drawn).inAll(all);
            held += estimate.low() <= offences && offences <= estimate.high() ? 1 : 0;
        }

        assertThat((double) held / TRIALS).isBetween(0.93, 0.99);
    }

    @Test
    void isSureOfWhatWasAllExamined() {
        assertThat(new Proportion(4, 10).inAll(10)).isEqualTo(Estimate.exactly(4));
        assertThat(new Proportion(4, 10).inAll(20).value()).isEqualTo(8);
        assertThat(new Proportion(0, 10).inAll(11).high()).isLessThanOrEqualTo(1);
    }

    @Test
    void knowsOnlyTheBoundsOfWhatNobodyLookedAt() {
        Estimate unknown = Proportion.NONE.inAll(40);
        Estimate sum = unknown.plus(Estimate.exactly(3));

        assertThat(unknown.isUnknown()).isTrue();
        assertThat(sum.isUnknown()).isTrue();
        assertThat(sum.low()).isEqualTo(3);
        assertThat(sum.high()).isEqualTo(43);
    }
}
