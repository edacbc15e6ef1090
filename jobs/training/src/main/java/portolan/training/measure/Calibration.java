// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far stated confidence is to be trusted.
 *
 * <p>Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950), for two
 * outcomes: the mean squared difference of confidence and outcome. The curve is the reliability diagram of Murphy and
 * Winkler, Reliability of subjective probability forecasts, Applied Statistics 26 (1977).
 *
 * @param brier 0 to 1, less is better; null where no confidence was stated
 * @param curve by fifths of stated confidence; those without a pick are left out
 */
public record Calibration(@Nullable Double brier, List<Point> curve) {
    private static final int FIFTHS = 5;

    public Calibration {
        curve = List.copyOf(curve);
    }

    /**
     * One fifth of the scale.
     *
     * @param picks with a confidence in it
     * @param stated their mean confidence, 0 to 1
     * @param found share of them that are offences, 0 to 1
     */
    public record Point(int picks, double stated, double found) {}

    /** A confidence, 0 to 1, and whether it was an offence. */
    record Stated(double confidence, boolean offends) {}

    static Calibration of(List<Stated> all) {
        double squares = 0;
        int[] picks = new int[FIFTHS];
        int[] found = new int[FIFTHS];
        double[] stated = new double[FIFTHS];
        for (Stated each : all) {
            double outcome = each.offends() ? 1 : 0;
            squares += (each.confidence() - outcome) * (each.confidence() - outcome);
            int fifth = Math.min(FIFTHS - 1, (int) (each.confidence() * FIFTHS));
            picks[fifth]++;
            found[fifth] += each.offends() ? 1 : 0;
            stated[fifth] += each.confidence();
        }
        List<Point> curve = new ArrayList<>();
        for (int fifth = 0; fifth < FIFTHS; fifth++) {
            if (picks[fifth] > 0) {
                curve.add(new Point(picks[fifth], stated[fifth] / picks[fifth], (double) found[fifth] / picks[fifth]));
            }
        }
        return new Calibration(all.isEmpty() ? null : squares / all.size(), curve);
    }
}
