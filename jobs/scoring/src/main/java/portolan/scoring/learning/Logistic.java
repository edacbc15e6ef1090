// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A logistic regression in bits over what holds and what does not, with an offset each and a ridge, by Newton's method.
 * The same examples in the same order give the same bits everywhere.
 */
final class Logistic {
    private static final int MOST_STEPS = 40;

    /** In bits: no step is longer, and one that is shorter is the last. */
    private static final double LONGEST = 2;

    private static final double SHORTEST = 1e-6;
    private static final double LEAST_PRECISION = 1e-3;
    private static final double LN_2 = StrictMath.log(2);

    private final int columns;
    private final double[] precision;
    private final boolean[] left;
    private final List<Row> rows = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // Lives for one fit; nobody compares it.
    private record Row(double offset, int[] held, boolean find, double weight) {}

    Logistic(int columns) {
        this.columns = columns;
        this.precision = new double[columns];
        this.left = new boolean[columns];
        Arrays.fill(precision, LEAST_PRECISION);
    }

    /** Pulls a column back to 0, as if so much was known of it. */
    void pullBack(int column, double by) {
        precision[column] = by;
    }

    /** Leaves a column at 0. */
    void leave(int column) {
        left[column] = true;
    }

    /**
     * @param held columns that hold; not changed from here on
     * @param weight for how many it stands
     */
    void add(double offset, int[] held, boolean find, double weight) {
        rows.add(new Row(offset, held, find, weight));
    }

    /** Bits by column. */
    double[] fit() {
        double[] bits = new double[columns];
        for (int step = 0; step < MOST_STEPS; step++) {
            double longest = 0;
            double[] by = newton(bits);
            for (int c = 0; c < columns; c++) {
                double bounded = StrictMath.max(-LONGEST, StrictMath.min(LONGEST, by[c]));
                bits[c] += bounded;
                longest = StrictMath.max(longest, StrictMath.abs(bounded));
            }
            if (longest < SHORTEST) {
                break;
            }
        }
        return bits;
    }

    private double[] newton(double[] bits) {
        double[] gradient = new double[columns];
        double[][] curvature = new double[columns][columns];
        for (Row row : rows) {
            double score = row.offset;
            for (int column : row.held) {
                score += bits[column];
            }
            double probability = 1 / (1 + StrictMath.exp(-LN_2 * score));
            double slope = row.weight * LN_2 * ((row.find ? 1 : 0) - probability);
            double curve = row.weight * LN_2 * LN_2 * probability * (1 - probability);
            for (int column : row.held) {
                gradient[column] += slope;
                for (int other : row.held) {
                    curvature[column][other] += curve;
                }
            }
        }
        for (int c = 0; c < columns; c++) {
            gradient[c] -= precision[c] * bits[c];
            curvature[c][c] += precision[c];
            if (left[c]) {
                gradient[c] = 0;
                Arrays.fill(curvature[c], 0);
                for (double[] each : curvature) {
                    each[c] = 0;
                }
                curvature[c][c] = 1;
            }
        }
        return solve(curvature, gradient);
    }

    /** Solves a symmetric, positive definite system by Cholesky's decomposition; both are written over. */
    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                a[j][j] -= a[j][k] * a[j][k];
            }
            a[j][j] = StrictMath.sqrt(a[j][j]);
            for (int i = j + 1; i < n; i++) {
                for (int k = 0; k < j; k++) {
                    a[i][j] -= a[i][k] * a[j][k];
                }
                a[i][j] /= a[j][j];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= a[i][k] * b[k];
            }
            b[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                b[i] -= a[k][i] * b[k];
            }
            b[i] /= a[i][i];
        }
        return b;
    }
}
