// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.Arrays;

/**
 * Weights of rules by regularised logistic regression: what each rule's bits should be multiplied by, so that together
 * they say as nearly as they can what was found.
 *
 * <pre>
 *   minimise  sum over consignments of  ln(1 + exp(z)) - y z   +   penalty / 2 * sum over rules of ((w - before) s)^2
 *   z = c + ln 2 * sum over the rules that fired of  w * bits,    w &gt;= 0
 * </pre>
 *
 * <p>s is the rule's usual contribution in natural units (the root mean square of its bits where it fired, times ln 2),
 * so that it does not matter in which unit a rule was written; before is what was believed before, 0 where nothing was. Weights are not negative: a rule that would count the
 * other way round is mistaken and gets 0. The constant c is not penalised. Solved by Newton's method on the weights
 * that are not held at 0, with halved steps where a whole one does not help; the problem is convex, so that there is
 * one answer, and no chance in the way there. Method: Hastie, Tibshirani and Friedman, The Elements of Statistical
 * Learning, 2nd edition, section 4.4; the active set as in Bertsekas, Projected Newton Methods (1982).
 */
public final class WeightFit {
    public static final double LN_2 = StrictMath.log(2);

    private static final int MOST_STEPS = 100;
    private static final double ENOUGH = 1e-9;
    private static final double SHORTEST_STEP = 1.0 / (1 << 14);
    private static final double RIDGE = 1e-9;

    private final Rows rows;
    private final boolean[] offences;
    private final double[] penalties;
    private final double[] before;

    private WeightFit(Rows rows, boolean[] offences, double penalty, double[] before) {
        this.rows = rows;
        this.offences = offences;
        this.before = Arrays.copyOf(before, rows.rules() + 1);
        this.penalties = new double[rows.rules() + 1];
        double[] squares = new double[rows.rules()];
        int[] fired = new int[rows.rules()];
        for (int row = 0; row < rows.which().length; row++) {
            for (int at = 0; at < rows.which()[row].length; at++) {
                squares[rows.which()[row][at]] += rows.many()[row][at] * rows.many()[row][at];
                fired[rows.which()[row][at]]++;
            }
        }
        for (int rule = 0; rule < squares.length; rule++) {
            penalties[rule] = fired[rule] == 0 ? penalty : penalty * squares[rule] / fired[rule] * LN_2 * LN_2;
        }
    }

    /**
     * Which rules fired for which consignments, with how many bits.
     *
     * @param rules how many there are
     * @param which by consignment, those that fired, from 0 to {@code rules}
     * @param many by consignment, the bits of each of those
     * @param weights by consignment, how much it counts
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Rows(int rules, int[][] which, double[][] many, double[] weights) {}

    /**
     * What came out.
     *
     * @param multipliers one a rule; 1 is as written; of one that never fired, as before
     * @param prior in bits: the score of a consignment for which no rule fired
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Weights(double[] multipliers, double prior) {
        public double score(Rows rows, int row) {
            double score = prior;
            for (int at = 0; at < rows.which()[row].length; at++) {
                score += multipliers[rows.which()[row][at]] * rows.many()[row][at];
            }
            return score;
        }
    }

    /** Fits; there must be both offences and others. */
    public static Weights of(Rows rows, boolean[] offences, double penalty) {
        return of(rows, offences, penalty, new double[rows.rules()]);
    }

    /**
     * The same after what was believed before.
     *
     * @param before multipliers, one a rule; towards them weights are drawn where finds are few
     */
    public static Weights of(Rows rows, boolean[] offences, double penalty, double[] before) {
        WeightFit fit = new WeightFit(rows, offences, penalty, before);
        double[] solved = fit.solve();
        int rules = rows.rules();
        return new Weights(Arrays.copyOf(solved, rules), solved[rules] / LN_2);
    }

    private double[] solve() {
        int last = rows.rules();
        double[] weights = before.clone();
        int found = 0;
        for (boolean offence : offences) {
            found += offence ? 1 : 0;
        }
        weights[last] = StrictMath.log((double) found / (offences.length - found));
        double loss = loss(weights);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] next = stepped(weights, loss);
            double better = loss(next);
            if (!(better < loss - ENOUGH * Math.abs(loss))) {
                return better < loss ? next : weights;
            }
            weights = next;
            loss = better;
        }
        return weights;
    }

    private double[] stepped(double[] weights, double loss) {
        int size = weights.length;
        double[] gradient = new double[size];
        double[][] curvature = new double[size][size];
        slopes(weights, gradient, curvature);
        boolean[] free = new boolean[size];
        for (int i = 0; i < size; i++) {
            free[i] = i == size - 1 || weights[i] > 0 || gradient[i] < 0;
        }
        double[] direction = solve(curvature, gradient, free);
        for (double length = 1; length >= SHORTEST_STEP; length /= 2) {
            double[] next = weights.clone();
            for (int i = 0; i < size; i++) {
                next[i] -= length * direction[i];
                if (i < size - 1) {
                    next[i] = Math.max(0, next[i]);
                }
            }
            if (loss(next) < loss) {
                return next;
            }
        }
        return weights;
    }

    private double z(double[] weights, int row) {
        double z = weights[weights.length - 1];
        for (int at = 0; at < rows.which()[row].length; at++) {
            z += weights[rows.which()[row][at]] * rows.many()[row][at] * LN_2;
        }
        return z;
    }

    private double loss(double[] weights) {
        double loss = 0;
        for (int row = 0; row < rows.which().length; row++) {
            double z = z(weights, row);
            // ln(1 + exp(z)) without overflow.
            loss += rows.weights()[row]
                    * (Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))) - (offences[row] ? z : 0));
        }
        for (int i = 0; i < weights.length; i++) {
            loss += penalties[i] / 2 * (weights[i] - before[i]) * (weights[i] - before[i]);
        }
        return loss;
    }

    private void slopes(double[] weights, double[] gradient, double[][] curvature) {
        int last = weights.length - 1;
        for (int row = 0; row < rows.which().length; row++) {
            double p = 1 / (1 + StrictMath.exp(-z(weights, row)));
            double error = rows.weights()[row] * (p - (offences[row] ? 1 : 0));
            double spread = rows.weights()[row] * p * (1 - p);
            gradient[last] += error;
            curvature[last][last] += spread;
            int fired = rows.which()[row].length;
            for (int at = 0; at < fired; at++) {
                int rule = rows.which()[row][at];
                double x = rows.many()[row][at] * LN_2;
                gradient[rule] += error * x;
                curvature[last][rule] += spread * x;
                curvature[rule][last] += spread * x;
                for (int other = 0; other < fired; other++) {
                    curvature[rule][rows.which()[row][other]] += spread * x * rows.many()[row][other] * LN_2;
                }
            }
        }
        for (int i = 0; i <= last; i++) {
            gradient[i] += penalties[i] * (weights[i] - before[i]);
            curvature[i][i] += penalties[i] + RIDGE;
        }
    }

    /** Gaussian elimination among what is free; the rest does not move. */
    private static double[] solve(double[][] curvature, double[] gradient, boolean[] free) {
        int[] of = new int[free.length];
        int size = 0;
        for (int i = 0; i < free.length; i++) {
            if (free[i]) {
                of[size++] = i;
            }
        }
        double[][] rows = new double[size][size + 1];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rows[i][j] = curvature[of[i]][of[j]];
            }
            rows[i][size] = gradient[of[i]];
        }
        // Positive definite: no pivot is needed.
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = rows[row][pivot] / rows[pivot][pivot];
                for (int column = pivot; factor != 0 && column <= size; column++) {
                    rows[row][column] -= factor * rows[pivot][column];
                }
            }
        }
        double[] solved = new double[free.length];
        for (int row = size - 1; row >= 0; row--) {
            double value = rows[row][size];
            for (int column = row + 1; column < size; column++) {
                value -= rows[row][column] * solved[of[column]];
            }
            solved[of[row]] = value / rows[row][row];
        }
        return solved;
    }
}
