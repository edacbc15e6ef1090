// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinningTest {
    @Test
    void theTailsOfTheTrafficAreToldApart() {
        float[] values = new float[2_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7) % 2_000;
        }
        Binning binning = Binning.of(values);

        assertThat(binning.edges()).containsExactly(10, 40, 100, 200, 500, 1_001, 1_501, 1_801, 1_901, 1_961, 1_991);
        assertThat(binning.bin(-5)).isEqualTo(1);
        assertThat(binning.bin(9)).isEqualTo(1);
        assertThat(binning.bin(10)).isEqualTo(2);
        assertThat(binning.bin(1e9f)).isEqualTo(12);
        assertThat(binning.bin(Float.NaN)).isEqualTo(Binning.UNKNOWN);
        assertThat(binning.bins()).isEqualTo(13);
    }

    @Test
    void rareValuesAreToldApartBesideOneThatMostHave() {
        float[] values = new float[2_000];
        for (int i = 0; i < 110; i++) {
            values[i * 18] = 1 + i;
        }
        Binning binning = Binning.of(values);

        assertThat(binning.edges()).hasSize(11).startsWith(1).endsWith(102);
        for (int edge = 1; edge < 11; edge++) {
            assertThat(binning.edges()[edge] - binning.edges()[edge - 1]).isBetween(4f, 35f);
        }
    }

    @Test
    void whatIsNotKnownHasNoPartInTheEdges() {
        assertThat(Binning.of(new float[] {Float.NaN, Float.NaN}).bins()).isEqualTo(2);
        assertThat(Binning.of(new float[] {Float.NaN, 3, Float.NaN, 3}).edges()).isEmpty();
        assertThat(Binning.of(new float[] {-0f, 0f, 5}).edges()).containsExactly(5);
    }

    @Test
    void thereAreNeverMoreThanTwelve() {
        Random random = new Random(11);
        for (int turn = 0; turn < 300; turn++) {
            float[] values = new float[1 + random.nextInt(400)];
            int kinds = 1 + random.nextInt(60);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.floor(Math.pow(random.nextDouble(), 1 + turn % 7) * kinds);
            }
            Binning binning = Binning.of(values);

            assertThat(binning.edges().length).as("turn=" + turn).isLessThan(Binning.KNOWN);
            for (int edge = 1; edge < binning.edges().length; edge++) {
                assertThat(binning.edges()[edge]).isGreaterThan(binning.edges()[edge - 1]);
            }
        }
    }

    @Test
    void edgesOfFewDigitsLeaveNearlyAllValuesWhereTheyAre() {
        Random random = new Random(12);
        for (int turn = 0; turn < 50; turn++) {
            float[] values = new float[3_000];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(3) == 0 ? 0.35f * (turn - 20) : (float) random.nextGaussian() * (1 + turn);
            }
            Binning exact = Binning.of(values);
            Binning legible = exact.legible(values);
            int moved = 0;
            for (float value : values) {
                moved += exact.bin(value) == legible.bin(value) ? 0 : 1;
            }

            assertThat(moved).as("turn=" + turn).isLessThanOrEqualTo(11 * values.length / 200);
            assertThat(digits(legible)).as("turn=" + turn).isLessThan(digits(exact) / 2);
        }
    }

    private static int digits(Binning binning) {
        int digits = 0;
        for (float edge : binning.edges()) {
            digits += WrittenCurve.edge(edge).length();
        }
        return digits;
    }
}
