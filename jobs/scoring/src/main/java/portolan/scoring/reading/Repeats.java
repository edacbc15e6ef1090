// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import portolan.scoring.sketch.Sourcing.Level;

/**
 * How much inspections of the same goods agree: {@code ln((1 - base) / (1 - repeat))}, from 0 when goods found in
 * offence are found in offence again no more often than everything else, to infinity when always.
 *
 * <p>It fixes all pseudo-inspections of {@code CommodityIndicators}. One offence in one inspection leaves {@code m / (m
 * + 1)} of the doubt at each level, so the doubt that is left in the end is {@code (1 - repeat)} exactly when the
 * levels' {@code ln(1 + 1 / m)} add up to the consistency. The finest level has {@value #FINEST} of it, the coarser
 * ones share the rest.
 *
 * <p>A memory knows neither rate, so it answers for {@value #STEPS} consistencies, and the join takes what lies
 * between.
 */
public final class Repeats {
    public static final int STEPS = 6;

    /** What the finest level explains of the consistency; between 0.7 and 0.9 nothing changed on the Korean set. */
    static final double FINEST = 0.8;

    private static final double FIRST = 0.01;
    private static final double RATIO = 3;
    private static final double LN_RATIO = StrictMath.log(RATIO);
    private static final double LN_FIRST = StrictMath.log(FIRST);
    private static final double NEAREST_TO_CERTAIN = 1.0 / 1024;

    private static final double[] COARSE = new double[STEPS];
    private static final double[] FINE = new double[STEPS];

    static {
        int coarser = Level.values().length - 1;
        for (int step = 0; step < STEPS; step++) {
            double consistency = FIRST * StrictMath.pow(RATIO, step);
            COARSE[step] = 1 / StrictMath.expm1((1 - FINEST) * consistency / coarser);
            FINE[step] = 1 / StrictMath.expm1(FINEST * consistency);
        }
    }

    private Repeats() {}

    /** Pseudo-inspections of every level but the finest. */
    public static double coarse(int step) {
        return COARSE[step];
    }

    /** Pseudo-inspections of the finest level. */
    public static double fine(int step) {
        return FINE[step];
    }

    /** Where the two rates lie on the scale of steps, 0 to {@code STEPS - 1}, fractions between. */
    static double place(double base, double repeat) {
        double doubt = Math.max(NEAREST_TO_CERTAIN, 1 - repeat);
        double consistency = StrictMath.log(Math.max(NEAREST_TO_CERTAIN, 1 - base) / doubt);
        if (!(consistency > FIRST)) {
            return 0;
        }
        return Math.min(STEPS - 1.0, (StrictMath.log(consistency) - LN_FIRST) / LN_RATIO);
    }
}
