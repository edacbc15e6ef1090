// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.ArrayList;
import java.util.List;

/** How far evidence is borne out: the slope of a logistic regression on it, pulled back to 1, by Newton's method. */
final class Slope {
    private static final int MOST_STEPS = 40;
    private static final double LONGEST = 0.5;
    private static final double SHORTEST = 1e-7;
    private static final double LEAST_PRECISION = 1e-3;
    private static final double LN_2 = StrictMath.log(2);

    private final double precision;
    private final List<Row> rows = new ArrayList<>();

    private record Row(double prior, double evidence, boolean drawn, boolean find, double weight) {}

    /** @param precision how much is known of a slope of 1 */
    Slope(double precision) {
        this.precision = precision;
    }

    /**
     * @param prior bits before any evidence
     * @param evidence bits
     * @param drawn at random; others have an intercept of their own
     * @param weight for how many it stands
     */
    void add(double prior, double evidence, boolean drawn, boolean find, double weight) {
        rows.add(new Row(prior, evidence, drawn, find, weight));
    }

    double fit() {
        double slope = 1;
        double intercept = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double gradientOfSlope = -precision * (slope - 1);
            double gradientOfIntercept = -LEAST_PRECISION * intercept;
            double curveOfSlope = precision;
            double curveOfIntercept = LEAST_PRECISION;
            double curveOfBoth = 0;
            for (Row row : rows) {
                double score = row.prior + slope * row.evidence + (row.drawn ? 0 : intercept);
                double probability = 1 / (1 + StrictMath.exp(-LN_2 * score));
                double error = row.weight * LN_2 * ((row.find ? 1 : 0) - probability);
                double curve = row.weight * LN_2 * LN_2 * probability * (1 - probability);
                gradientOfSlope += error * row.evidence;
                curveOfSlope += curve * row.evidence * row.evidence;
                if (!row.drawn) {
                    gradientOfIntercept += error;
                    curveOfIntercept += curve;
                    curveOfBoth += curve * row.evidence;
                }
            }
            double determinant = curveOfSlope * curveOfIntercept - curveOfBoth * curveOfBoth;
            double bySlope = (gradientOfSlope * curveOfIntercept - gradientOfIntercept * curveOfBoth) / determinant;
            double byIntercept = (gradientOfIntercept * curveOfSlope - gradientOfSlope * curveOfBoth) / determinant;
            slope += bounded(bySlope);
            intercept += bounded(byIntercept);
            if (StrictMath.abs(bySlope) < SHORTEST && StrictMath.abs(byIntercept) < SHORTEST) {
                break;
            }
        }
        return slope;
    }

    private static double bounded(double by) {
        return StrictMath.max(-LONGEST, StrictMath.min(LONGEST, by));
    }
}
