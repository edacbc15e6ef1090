// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ToldShares;

/**
 * What scores mean, fitted to inspections: log odds rise by one slope below the middle find and by another above it
 * (Kull, Silva Filho and Flach, "Beta calibration", AISTATS 2017, whose middle is even odds). Few inspections leave them
 * as the bits say.
 *
 * <p>An inspection weighs what it stands for, among those of like scores: those were chosen for them, so how many they
 * are says nothing of what they mean. Intervals widen where few stand for many.
 */
public final class ToldFit {
    /** By 20 to 31 of a feed of its own, a third of what was then observed was told. */
    private static final int LEAST_FINDS = 40;

    /** Inspections of like scores. */
    private static final int ALIKE = 30;

    /** So many lie beyond the outer points, or nothing would hold those. */
    private static final int BEYOND = 20;

    /** Flatter slopes would rank in theory only. */
    private static final double LEAST_SLOPE = 0.05;

    /** What is known before any inspection: slopes as the bits say, give or take one; of the level hardly anything. */
    private static final double[] DOUBT = {1, 1, 0.05};

    private static final int MOST_STEPS = 50;
    private static final double LEAST_PART = 1e-6;
    private static final double SHORTEST = 1e-9;
    private static final double Z = 1.959964;
    private static final double LN_2 = StrictMath.log(2);
    private static final MathContext DIGITS = new MathContext(4);

    private final List<Inspection> inspections;
    private final double[] weights;
    private final double middle;
    private final double[] before;
    private final double[] fitted;
    private double[][] spread = {};

    /**
     * One inspection.
     *
     * @param score that it had by a fit that did not know it, in units
     * @param standsFor how many consignments, such as 100 when one in a hundred was drawn; 0 where nobody knows
     */
    public record Inspection(long score, double standsFor, boolean find) {}

    private ToldFit(List<Inspection> inspections) {
        this.inspections = inspections;
        this.weights = weights(inspections);
        List<Inspection> finds = inspections.stream().filter(Inspection::find).toList();
        this.middle = StrictMath.rint(Bits.ofUnits(finds.get(finds.size() / 2).score));
        this.before = new double[] {1, 1, middle * LN_2};
        this.fitted = before.clone();
    }

    /**
     * Fits them.
     *
     * @param all in any order
     * @return null where nothing is known: then scores only rank
     */
    public static @Nullable ToldShares of(List<Inspection> all) {
        List<Inspection> sorted = new ArrayList<>(all);
        sorted.removeIf(each -> !(each.standsFor > 0));
        sorted.sort(Comparator.comparingLong(Inspection::score)
                .thenComparingDouble(Inspection::standsFor)
                .thenComparing(Inspection::find));
        long finds = sorted.stream().filter(Inspection::find).count();
        if (finds < LEAST_FINDS || sorted.size() - finds < LEAST_FINDS) {
            return null;
        }
        ToldFit fit = new ToldFit(sorted);
        fit.fit();
        List<ToldShares.Point> points = fit.known();
        return points.size() < 2 ? null : new ToldShares(sorted.size(), (int) finds, points, null);
    }

    /** One on average among those of like scores. */
    private static double[] weights(List<Inspection> sorted) {
        double[] weights = new double[sorted.size()];
        for (int from = 0; from < weights.length; ) {
            int to = StrictMath.min(weights.length, from + ALIKE);
            to = weights.length - to < ALIKE ? weights.length : to;
            double sum = 0;
            for (int at = from; at < to; at++) {
                sum += sorted.get(at).standsFor;
            }
            for (int at = from; at < to; at++) {
                weights[at] = sorted.get(at).standsFor * (to - from) / sum;
            }
            from = to;
        }
        return weights;
    }

    private void fit() {
        boolean[] held = new boolean[fitted.length];
        settle(held);
        // Holding one slope may let the other fall.
        for (int turn = 0; turn < 4; turn++) {
            int slope = turn % 2;
            if (fitted[slope] < LEAST_SLOPE) {
                fitted[slope] = LEAST_SLOPE;
                held[slope] = true;
                settle(held);
            }
        }
        double[][] inverse = inverse(curvature(false));
        spread = times(times(inverse, curvature(true)), inverse);
    }

    /** Newton's steps, but for what is held. */
    private void settle(boolean[] held) {
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] slope = slope();
            double[][] curvature = curvature(false);
            for (int i = 0; i < held.length; i++) {
                for (int j = 0; j < held.length; j++) {
                    if (held[i] || held[j]) {
                        curvature[i][j] = i == j ? 1 : 0;
                    }
                }
                slope[i] = held[i] ? 0 : slope[i];
            }
            if (!step(times(inverse(curvature), slope))) {
                return;
            }
        }
    }

    /** Goes as far of a way as makes it likelier; whether it then goes on. */
    private boolean step(double[] way) {
        double[] from = fitted.clone();
        double before = likelihood();
        for (double part = 1; part > LEAST_PART; part /= 2) {
            double longest = 0;
            for (int i = 0; i < way.length; i++) {
                fitted[i] = from[i] + part * way[i];
                longest = StrictMath.max(longest, StrictMath.abs(part * way[i]));
            }
            if (likelihood() >= before) {
                return longest > SHORTEST;
            }
        }
        System.arraycopy(from, 0, fitted, 0, from.length);
        return false;
    }

    private double likelihood() {
        double likelihood = 0;
        for (int i = 0; i < fitted.length; i++) {
            likelihood -= DOUBT[i] * (fitted[i] - before[i]) * (fitted[i] - before[i]) / 2;
        }
        for (int at = 0; at < weights.length; at++) {
            double odds = logOdds(terms(inspections.get(at).score));
            likelihood -= weights[at] * softplus(inspections.get(at).find ? -odds : odds);
        }
        return likelihood;
    }

    private static double softplus(double of) {
        return StrictMath.max(0, of) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(of)));
    }

    private double[] slope() {
        double[] slope = new double[fitted.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = DOUBT[i] * (before[i] - fitted[i]);
        }
        for (int at = 0; at < weights.length; at++) {
            double[] by = terms(inspections.get(at).score);
            double left = weights[at] * ((inspections.get(at).find ? 1 : 0) - share(logOdds(by)));
            for (int i = 0; i < slope.length; i++) {
                slope[i] += left * by[i];
            }
        }
        return slope;
    }

    /** @param isSquared weights, as of the variance of a weighted sum */
    private double[][] curvature(boolean isSquared) {
        double[][] curvature = new double[fitted.length][fitted.length];
        for (int i = 0; i < curvature.length; i++) {
            curvature[i][i] = DOUBT[i];
        }
        for (int at = 0; at < weights.length; at++) {
            double[] by = terms(inspections.get(at).score);
            double share = share(logOdds(by));
            double weight = (isSquared ? weights[at] * weights[at] : weights[at]) * share * (1 - share);
            for (int i = 0; i < curvature.length; i++) {
                for (int j = 0; j < curvature.length; j++) {
                    curvature[i][j] += weight * by[i] * by[j];
                }
            }
        }
        return curvature;
    }

    /** What slopes and level are multiplied by: ln p, -ln(1 - p) and 1, p even in the middle. */
    private double[] terms(long score) {
        double beyond = (Bits.ofUnits(score) - middle) * LN_2;
        return new double[] {-softplus(-beyond), softplus(beyond), 1};
    }

    private double logOdds(double[] terms) {
        return fitted[0] * terms[0] + fitted[1] * terms[1] + fitted[2];
    }

    private static double share(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    /** The longest run of whole bits that inspections surround and whose intervals say something. */
    private List<ToldShares.Point> known() {
        List<ToldShares.Point> longest = List.of();
        List<ToldShares.Point> run = new ArrayList<>();
        if (weights.length <= BEYOND) {
            return longest;
        }
        long from = Math.floorDiv(inspections.get(BEYOND - 1).score, Bits.UNITS) + 1;
        long to = Math.floorDiv(inspections.get(weights.length - BEYOND).score, Bits.UNITS);
        for (long bits = from; bits <= to; bits++) {
            ToldShares.Point point = point(bits * Bits.UNITS);
            if (point.low() > 0 && point.high() < 1 && point.high() <= ToldShares.WIDEST * point.low()) {
                run.add(point);
                longest = run.size() > longest.size() ? run : longest;
            } else {
                run = new ArrayList<>();
            }
        }
        return longest;
    }

    private ToldShares.Point point(long score) {
        double[] by = terms(score);
        double variance = 0;
        for (int i = 0; i < by.length; i++) {
            for (int j = 0; j < by.length; j++) {
                variance += by[i] * spread[i][j] * by[j];
            }
        }
        double half = Z * StrictMath.sqrt(variance);
        double middleOdds = logOdds(by);
        return new ToldShares.Point(
                score,
                rounded(share(middleOdds)),
                rounded(share(middleOdds - half)),
                rounded(share(middleOdds + half)));
    }

    private static double rounded(double share) {
        return share > 0.5
                ? BigDecimal.ONE
                        .subtract(BigDecimal.valueOf(1 - share).round(DIGITS))
                        .doubleValue()
                : BigDecimal.valueOf(share).round(DIGITS).doubleValue();
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                for (int k = 0; k < a.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static double[] times(double[][] a, double[] b) {
        double[] product = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < b.length; j++) {
                product[i] += a[i][j] * b[j];
            }
        }
        return product;
    }

    /** Of three by three, by cofactors. */
    private static double[][] inverse(double[][] of) {
        double[][] inverse = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int a = (j + 1) % 3;
                int b = (j + 2) % 3;
                int c = (i + 1) % 3;
                int d = (i + 2) % 3;
                inverse[i][j] = of[a][c] * of[b][d] - of[a][d] * of[b][c];
            }
        }
        for (int i = 0; i < 3; i++) {
            determinant += of[0][i] * inverse[i][0];
        }
        for (double[] row : inverse) {
            for (int j = 0; j < 3; j++) {
                row[j] /= determinant;
            }
        }
        return inverse;
    }
}
