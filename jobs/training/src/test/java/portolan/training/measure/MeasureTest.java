// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasureTest {
    /** Session 2: 300 bills, 8 offences, 10 picks; "random expects 0.27 hits". */
    @Test
    void sessionTwoIsAsHardAsItsPageSays() {
        Tally tally = new Tally(300, 8, 10, 10, 3);

        assertThat(tally.luck().expected()).isCloseTo(0.267, within(0.001));
        assertThat(tally.precision()).isEqualTo(0.3);
        assertThat(tally.recall()).isEqualTo(3 / 8.0);
        assertThat(tally.skill()).isCloseTo((3 - 80.0 / 300) / (8 - 80.0 / 300), within(1e-12));
        assertThat(tally.luck().band()).isEqualTo(new Chance.Band(0, 2));
    }

    /** C(8,h) C(292,10-h) / C(300,10), summed by hand with Python's fractions. */
    @Test
    void chanceIsTheExactHypergeometricTail() {
        Chance chance = new Chance(300, 8, 10);

        assertThat(chance.atLeast(0)).isEqualTo(1);
        assertThat(chance.atLeast(1)).isCloseTo(0.24003768046733856, within(1e-15));
        assertThat(chance.atLeast(3)).isCloseTo(0.001379329984528927, within(1e-17));
        assertThat(chance.atLeast(9)).isZero();
        assertThat(chance.oneIn(1)).isEqualTo(4);
        assertThat(chance.oneIn(3)).isEqualTo(720);
        assertThat(new Chance(5_000, 400, 900).atLeast(0)).isEqualTo(1);
    }

    @Test
    void chanceAgreesWithCountingEverySetOfPicks() {
        int bills = 9;
        int offences = 3;
        int picks = 4;
        int[] sets = new int[picks + 1];
        int all = 0;
        for (int set = 0; set < 1 << bills; set++) {
            if (Integer.bitCount(set) == picks) {
                sets[Integer.bitCount(set & ((1 << offences) - 1))]++;
                all++;
            }
        }
        Chance chance = new Chance(bills, offences, picks);
        int above = 0;
        for (int hits = picks; hits >= 0; hits--) {
            above += sets[hits];
            assertThat(chance.atLeast(hits)).isCloseTo((double) above / all, within(1e-15));
        }
    }

    @Test
    void skillIsUndefinedWhereNobodyCanDoBetterThanChance() {
        assertThat(new Tally(20, 0, 5, 5, 0).skill()).isNull();
        assertThat(new Tally(5, 2, 5, 5, 2).skill()).as("all are picked").isNull();
        assertThat(new Tally(5, 5, 2, 2, 2).skill()).as("all offend").isNull();
        assertThat(new Tally(20, 2, 2, 0, 0).skill()).isNegative();
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(20, 2, 5, 3, 4));
    }

    /** z(3.5/5) - z(0.5/11) = 0.524401 + 1.690622. */
    @Test
    void dPrimeIsCorrectedLogLinearly() {
        assertThat(new Alikes(0, 10, 3, 4).dPrime()).isCloseTo(2.215023, within(1e-6));
        assertThat(new Alikes(5, 10, 2, 4).dPrime()).isCloseTo(0, within(1e-12));
        assertThat(new Alikes(4, 10, 0, 4).share()).isEqualTo(0.4);
        assertThat(new Alikes(0, 0, 1, 1).dPrime()).isNull();
        assertThat(new Alikes(0, 10, 0, 0).dPrime()).isNull();
    }

    @Test
    void agreementCountsWhatIsRightWrongAndMissed() {
        Agreement agreement = Agreement.of(Set.of("a", "b"), Set.of("b", "c", "d"));

        assertThat(agreement).isEqualTo(new Agreement(1, 1, 2));
        assertThat(agreement.f1()).isEqualTo(0.4);
        assertThat(Agreement.NONE.f1()).isNull();
    }

    @Test
    void relianceTellsFollowingTheEnginesErrorsFromSeeingWhatItOverlooks() {
        Reliance both = Reliance.of(Set.of("a", "b", "c"), Set.of("a", "x", "c"), Set.of("a", "x", "y"));
        Reliance blind = Reliance.of(Set.of("a", "b", "c"), Set.of("a", "x", "y"), Set.of("a", "x", "y"));

        assertThat(both).isEqualTo(new Reliance(2, 1, 2, 1, 1));
        assertThat(both.overTrust()).isEqualTo(0.5);
        assertThat(blind).isEqualTo(new Reliance(2, 2, 2, 0, 0));
        assertThat(Reliance.of(Set.of("a"), Set.of(), Set.of("a"))).isEqualTo(new Reliance(0, 0, 0, 0, -1));
        assertThat(Reliance.of(Set.of("a"), Set.of(), Set.of("a")).overTrust()).isNull();
    }

    @Test
    void calibrationIsTheMeanSquareAndItsCurve() {
        Calibration calibration = Calibration.of(List.of(
                new Calibration.Stated(1.0, true),
                new Calibration.Stated(0.9, false),
                new Calibration.Stated(0.1, false)));

        assertThat(calibration.brier()).isCloseTo(0.82 / 3, within(1e-12));
        assertThat(calibration.curve())
                .containsExactly(new Calibration.Point(1, 0.1, 0), new Calibration.Point(2, 0.95, 0.5));
        assertThat(Calibration.of(List.of()).brier()).isNull();
    }

    /** t of 2 degrees is 4.302653; mean 2, deviation 1. */
    @Test
    void anIntervalIsStudents() {
        Interval interval = Interval.of(List.of(1.0, 2.0, 3.0));

        assertThat(interval.mean()).isEqualTo(2);
        assertThat(Objects.requireNonNull(interval.high()) - 2).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
        assertThat(Interval.of(List.of(1.0)).low()).isNull();
        assertThat(Interval.of(List.of()).mean()).isNull();
    }

    @Test
    void aGainIsOfThoseWhoSatBoth() {
        Interval gain = Interval.gain(Map.of("a", 0.1, "b", 0.2, "c", 0.9), Map.of("a", 0.3, "b", 0.6, "d", 1.0));

        assertThat(gain.values()).isEqualTo(2);
        assertThat(gain.mean()).isCloseTo(0.3, within(1e-12));
    }

    /** The band is of blind pickers: of 20,000, at most 2.5 in 100 end on either side of it. */
    @Test
    void fewBlindPickersLeaveTheBand() {
        Random random = new Random(4);
        Chance chance = new Chance(60, 20, 15);
        int below = 0;
        int above = 0;
        for (int i = 0; i < 20_000; i++) {
            int hits = 0;
            int left = 20;
            for (int pick = 0; pick < 15; pick++) {
                if (random.nextInt(60 - pick) < left) {
                    left--;
                    hits++;
                }
            }
            below += hits < chance.band().low() ? 1 : 0;
            above += hits > chance.band().high() ? 1 : 0;
        }
        assertThat(below).isBetween(1, 580);
        assertThat(above).isBetween(1, 580);
    }

    @Test
    void anIntervalOfSharesStaysBetweenNothingAndAllAndEqualValuesSayNothingOfOthers() {
        Interval shares = Interval.of(List.of(0.0, 0.0, 0.2)).ofShares();

        assertThat(shares.low()).isEqualTo(0.0);
        assertThat(shares.high()).isBetween(0.2, 1.0);
        assertThat(shares.says()).isTrue();
        assertThat(Interval.of(List.of(0.9, 1.0)).ofShares().high()).isEqualTo(1.0);
        assertThat(Interval.of(List.of(0.5, 0.5, 0.5)).says()).isFalse();
        assertThat(Interval.of(List.of(0.5)).ofShares().says()).isFalse();
        // One offence more each, of 8 among 300 bills with a budget of 10: equal but for the last bit.
        double chance = 10 * 8 / 300.0;
        List<Double> gains = new ArrayList<>();
        for (int hits = 0; hits < 3; hits++) {
            gains.add((hits + 1 - chance) / (8 - chance) - (hits - chance) / (8 - chance));
        }
        assertThat(Interval.of(gains).says()).isFalse();
    }
}
