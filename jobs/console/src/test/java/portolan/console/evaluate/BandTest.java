// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BandTest {
    @Test
    void aBandWithFourTimesTheOddsIsWorthTwoBits() {
        Band band = new Band("", 10_000, 784, 100_000, 2_000);

        assertThat(band.rate()).isEqualTo(0.0784);
        assertThat(band.lift()).isCloseTo(3.92, within(1e-9));
        assertThat(band.bits()).isCloseTo(2.06, within(0.01));
        assertThat(band.lowerLift()).isBetween(3.6, 3.7);
        assertThat(band.upperLift()).isBetween(4.1, 4.2);
    }

    @Test
    void aHandfulOfConsignmentsSaysNextToNothing() {
        Band none = new Band("", 3, 0, 100_000, 2_000);

        assertThat(none.bits()).isBetween(-0.3, 0.0);
        assertThat(none.bits() + none.bitsMargin()).isPositive();
    }

    @Test
    void withoutOffencesNothingSpeaksForOne() {
        assertThat(new Band("", 10, 0, 10, 0).bits()).isZero();
        assertThat(new Band("", 10, 10, 10, 10).bits()).isZero();
    }

    @Test
    void theIntervalOfTheLiftHoldsTheLiftWhateverTheCounts() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            int all = 1 + random.nextInt(1_000);
            int n = 1 + random.nextInt(all);
            int offences = random.nextInt(n + 1);
            int allOffences = offences + random.nextInt(all - n + 1);
            Band band = new Band("", n, offences, all, allOffences);
            if (allOffences > 0) {
                assertThat(band.lift()).as("%s", band).isBetween(band.lowerLift() - 1e-9, band.upperLift() + 1e-9);
            }
            assertThat(band.bits()).as("%s", band).isFinite();
        }
    }
}
