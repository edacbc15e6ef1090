// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether probabilities mean what they say: consignments by the probability of an offence that the engine gave them.
 *
 * @param bands lowest first, those that hold nobody left out
 * @param logLoss mean surprise of the outcomes under the engine's probabilities, in bits
 * @param baseLogLoss the same under the base rate of the period for everybody
 */
record Calibration(List<Reliability> bands, double logLoss, double baseLogLoss) {
    static final Calibration NONE = new Calibration(List.of(), Double.NaN, Double.NaN);

    private static final double[] EDGES = {0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1};

    /** A probability of 0 or 1 that is wrong once would make the loss infinite. */
    private static final double LEAST = 1e-6;

    private static final double LN_2 = Math.log(2);

    Calibration {
        bands = List.copyOf(bands);
    }

    /**
     * One band of predicted probability.
     *
     * @param predicted mean of what was predicted
     * @param observed share of offences
     */
    record Reliability(double from, double to, int n, double predicted, double observed) {
        /** How many times as many offences as predicted. */
        double factor() {
            return observed / predicted;
        }
    }

    /** How much of the base rate's surprise is gone; negative when the engine surprises more. */
    double improvement() {
        return 1 - logLoss / baseLogLoss;
    }

    /** The improvement in words: "12.6 % better", "3.0 % worse", "no better". */
    String comparedWithBase() {
        double percent = 100 * improvement();
        String rounded = String.format(Locale.ROOT, "%.1f %%", Math.abs(percent));
        if (Double.isNaN(percent)) {
            return "-";
        }
        return rounded.equals("0.0 %") ? "no better" : rounded + (percent < 0 ? " worse" : " better");
    }

    static Calibration of(List<Examined> consignments) {
        int n = 0;
        int offences = 0;
        double loss = 0;
        int[] counts = new int[EDGES.length - 1];
        int[] found = new int[EDGES.length - 1];
        double[] sums = new double[EDGES.length - 1];
        for (Examined each : consignments) {
            double probability = each.probability();
            if (Double.isNaN(probability)) {
                continue;
            }
            n++;
            offences += each.offence() ? 1 : 0;
            loss += surprise(probability, each.offence());
            int band = 0;
            while (band < counts.length - 1 && probability >= EDGES[band + 1]) {
                band++;
            }
            counts[band]++;
            found[band] += each.offence() ? 1 : 0;
            sums[band] += probability;
        }
        if (n == 0) {
            return NONE;
        }
        List<Reliability> bands = new ArrayList<>();
        for (int band = 0; band < counts.length; band++) {
            if (counts[band] > 0) {
                bands.add(new Reliability(
                        EDGES[band],
                        EDGES[band + 1],
                        counts[band],
                        sums[band] / counts[band],
                        (double) found[band] / counts[band]));
            }
        }
        double baseRate = (double) offences / n;
        double base = baseRate * surprise(baseRate, true) + (1 - baseRate) * surprise(baseRate, false);
        return new Calibration(bands, loss / n, base);
    }

    private static double surprise(double probability, boolean happened) {
        double inside = Math.max(LEAST, Math.min(1 - LEAST, probability));
        return -Math.log(happened ? inside : 1 - inside) / LN_2;
    }
}
