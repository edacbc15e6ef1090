// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portolan.scoring.second.Calibration.Inspection;
import portolan.scoring.second.Calibration.Step;

class CalibrationTest {
    private static double truth(double bits) {
        return 0.01 * Math.pow(2, bits);
    }

    /** All above three bits are inspected, of the others one in ten is drawn. */
    private static List<Inspection> inspections(long seed) {
        Random random = new Random(seed);
        List<Inspection> inspections = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            double bits = random.nextDouble() * 5;
            boolean red = bits > 3;
            if (red || random.nextInt(10) == 0) {
                inspections.add(
                        new Inspection(Math.round(bits * 1_024), red ? 1 : 10, random.nextDouble() < truth(bits)));
            }
        }
        return inspections;
    }

    @Test
    void aShareLiesWithinItsInterval() {
        int within = 0;
        int told = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Calibration calibration = Calibration.of(inspections(seed));
            for (double bits = 2.25; bits < 5; bits += 0.5) {
                Step step = calibration.at(Math.round(bits * 1_024));
                if (step != null) {
                    told++;
                    within += step.low() <= truth(bits) && truth(bits) <= step.high() ? 1 : 0;
                    assertThat(step.share())
                            .as("seed=" + seed + ", bits=" + bits)
                            .isBetween(truth(bits) / 2, truth(bits) * 2);
                }
            }
        }
        assertThat(told).isGreaterThan(100);
        assertThat((double) within / told).isGreaterThan(0.7);
    }

    @Test
    void sharesRiseWithTheScore() {
        List<Step> steps = Calibration.of(inspections(5)).steps();

        assertThat(steps).hasSizeGreaterThan(3);
        for (int step = 1; step < steps.size(); step++) {
            assertThat(steps.get(step).share())
                    .isGreaterThan(steps.get(step - 1).share());
        }
    }

    @Test
    void aDrawnInspectionStandsForThoseThatWereNot() {
        List<Inspection> inspections = new ArrayList<>(Collections.nCopies(500, new Inspection(0, 10, false)));
        inspections.addAll(Collections.nCopies(100, new Inspection(0, 1, true)));

        Step step = Calibration.of(inspections).at(0);
        assertThat(step).isNotNull();
        assertThat(step.share()).isEqualTo(100.0 / 5_100);
    }

    @Test
    void whatFewInspectionsSayIsRankedOnly() {
        List<Inspection> few = new ArrayList<>(Collections.nCopies(60, new Inspection(0, 1, false)));
        few.add(new Inspection(1, 1, true));

        assertThat(Calibration.of(few).at(1)).isNull();
        assertThat(Calibration.of(List.of()).at(1)).isNull();
    }

    @Test
    void theOrderOfInspectionsChangesNothing() {
        List<Inspection> shuffled = inspections(9);
        Collections.shuffle(shuffled, new Random(4));

        assertThat(Calibration.of(shuffled)).isEqualTo(Calibration.of(inspections(9)));
    }
}
