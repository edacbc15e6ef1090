package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {
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
        Estimate difference = new Proportion(56, 70).among(1).minus(new Proportion(48, 80).among(1));

        assertThat(difference.value()).isCloseTo(0.2, within(1e-12));
        assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void knowsOnlyTheBoundsOfWhatNobodyLookedAt() {
        Estimate unknown = Proportion.NONE.among(40);
        Estimate sum = unknown.plus(Estimate.exactly(3));

        assertThat(unknown.isUnknown()).isTrue();
        assertThat(sum.isUnknown()).isTrue();
        assertThat(sum.low()).isEqualTo(3);
        assertThat(sum.high()).isEqualTo(43);
    }
}
