// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightFitTest {
    /** @param bits of rules by consignment; 0 where one did not fire */
    private static WeightFit.Rows rows(double[][] bits) {
        int[][] which = new int[bits.length][];
        double[][] many = new double[bits.length][];
        for (int row = 0; row < bits.length; row++) {
            double[] all = bits[row];
            which[row] = IntStream.range(0, all.length)
                    .filter(rule -> all[rule] != 0)
                    .toArray();
            many[row] = Arrays.stream(all).filter(bit -> bit != 0).toArray();
        }
        double[] alike = new double[bits.length];
        Arrays.fill(alike, 1);
        return new WeightFit.Rows(bits[0].length, which, many, alike);
    }

    @Test
    void oneRuleGetsTheLogarithmOfItsOddsOverThoseOfTheRest() {
        // 30 of 100 where it fires, 10 of 1,000 elsewhere.
        double[][] bits = new double[1_100][1];
        boolean[] offences = new boolean[1_100];
        for (int row = 0; row < 100; row++) {
            bits[row][0] = 2;
            offences[row] = row < 30;
        }
        for (int row = 100; row < 110; row++) {
            offences[row] = true;
        }

        WeightFit.Weights weights = WeightFit.of(rows(bits), offences, 1e-6);

        double prior = Math.log(10.0 / 990) / Math.log(2);
        assertThat(weights.prior()).isCloseTo(prior, within(1e-3));
        assertThat(2 * weights.multipliers()[0]).isCloseTo(Math.log(30.0 / 70) / Math.log(2) - prior, within(1e-3));
        assertThat(weights.score(rows(bits), 0)).isCloseTo(Math.log(30.0 / 70) / Math.log(2), within(1e-3));
    }

    @Test
    void findsTheWeightsThatMadeTheOffences() {
        Random random = new Random(3);
        double[] real = {1, 3, 0.5};
        double[][] table = drawn(random, 40_000, 3);
        boolean[] offences = offences(random, table, real, -5);

        WeightFit.Weights weights = WeightFit.of(rows(table), offences, 1);

        assertThat(weights.prior()).isCloseTo(-5, within(0.1));
        for (int rule = 0; rule < 3; rule++) {
            assertThat(weights.multipliers()[rule]).as("rule=" + rule).isCloseTo(real[rule], within(0.12));
        }
    }

    @Test
    void aRuleThatCountsTheWrongWayRoundGetsNothingAndOneThatNeverFiresToo() {
        Random random = new Random(4);
        double[][] bits = drawn(random, 10_000, 3);
        for (double[] row : bits) {
            row[2] = 0;
        }
        boolean[] offences = offences(random, bits, new double[] {2, -1, 0}, -4);

        WeightFit.Weights weights = WeightFit.of(rows(bits), offences, 1);

        assertThat(weights.multipliers()[0]).isGreaterThan(1.5);
        assertThat(weights.multipliers()[1]).isZero();
        assertThat(weights.multipliers()[2]).isZero();
    }

    @Test
    void theUnitThatARuleIsWrittenInDoesNotMatter() {
        Random random = new Random(5);
        double[][] bits = drawn(random, 3_000, 2);
        boolean[] offences = offences(random, bits, new double[] {2, 1}, -4);
        WeightFit.Weights before = WeightFit.of(rows(bits), offences, 5);
        for (double[] row : bits) {
            row[0] *= 10;
        }

        WeightFit.Weights after = WeightFit.of(rows(bits), offences, 5);

        assertThat(10 * after.multipliers()[0]).isCloseTo(before.multipliers()[0], within(1e-4));
        assertThat(after.multipliers()[1]).isCloseTo(before.multipliers()[1], within(1e-4));
    }

    /** What was believed before holds where nothing fires, and fades as rows come. */
    @Test
    void whatWasBelievedBeforeHoldsUntilEnoughIsSeen() {
        Random random = new Random(6);
        double[][] bits = drawn(random, 40_000, 3);
        for (double[] row : bits) {
            row[2] = 0;
        }
        boolean[] offences = offences(random, bits, new double[] {1, 1, 1}, -5);
        double[] before = {3, 1, 0.7};

        WeightFit.Rows few = rows(Arrays.copyOf(bits, 400));
        double[] early =
                WeightFit.of(few, Arrays.copyOf(offences, 400), 5, before).multipliers();
        double[] late = WeightFit.of(rows(bits), offences, 5, before).multipliers();

        assertThat(early[0]).isBetween(1.5, 3.0);
        assertThat(late[0]).isCloseTo(1, within(0.15));
        assertThat(early[2]).isEqualTo(0.7);
        assertThat(late[2]).isEqualTo(0.7);
    }

    @Test
    void whatSeparatesPerfectlyIsHeldDownByThePenalty() {
        double[][] bits = new double[200][1];
        boolean[] offences = new boolean[200];
        for (int row = 0; row < 20; row++) {
            bits[row][0] = 1;
            offences[row] = true;
        }
        offences[199] = true;

        double held = WeightFit.of(rows(bits), offences, 5).multipliers()[0];
        double looser = WeightFit.of(rows(bits), offences, 1).multipliers()[0];

        assertThat(held).isBetween(2.0, 6.0);
        assertThat(looser).isBetween(held + 1, 12.0);
    }

    private static double[][] drawn(Random random, int rows, int rules) {
        double[][] bits = new double[rows][rules];
        for (double[] row : bits) {
            for (int rule = 0; rule < rules; rule++) {
                row[rule] = random.nextInt(4) == 0 ? 1 + random.nextDouble() : 0;
            }
        }
        return bits;
    }

    private static boolean[] offences(Random random, double[][] bits, double[] weights, double prior) {
        boolean[] offences = new boolean[bits.length];
        for (int row = 0; row < offences.length; row++) {
            double score = prior;
            for (int rule = 0; rule < weights.length; rule++) {
                score += weights[rule] * bits[row][rule];
            }
            offences[row] = random.nextDouble() < 1 / (1 + Math.pow(2, -score));
        }
        return offences;
    }
}
