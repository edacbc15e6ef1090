// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Bits of a score, counted in whole units of 1/1024: sums of such units are exact as {@code long} and as {@code
 * double}, in any order.
 */
public final class Bits {
    /** Units in one bit. */
    public static final int UNITS = 1024;

    /** No single contribution is wider than this, in bits: a factor of 2^100 is certainty enough. */
    public static final int WIDEST = 100;

    private static final double LN_2 = StrictMath.log(2);

    private Bits() {}

    /** The nearest number of units, half to even; beyond ±{@value #WIDEST} bits, that bound. */
    public static long toUnits(double bits) {
        double bounded = StrictMath.max(-WIDEST, StrictMath.min(WIDEST, bits));
        return (long) StrictMath.rint(bounded * UNITS);
    }

    /** The units of a score or a contribution, which are whole. */
    public static long unitsOf(double bits) {
        return (long) StrictMath.rint(bits * UNITS);
    }

    /** The exact value of a number of units. */
    public static double ofUnits(long units) {
        return (double) units / UNITS;
    }

    /** What something that is so of a share of filings says at most: -log2 of the share, in whole units. */
    public static double rarity(double share) {
        return ofUnits(toUnits(-StrictMath.log(share) / LN_2));
    }

    /** Units as a person reads them: at most two decimals, none that are zero. */
    public static String show(long units) {
        return show(ofUnits(units));
    }

    /** A number of bits as a person reads it. */
    public static String show(double bits) {
        return BigDecimal.valueOf(bits)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** As few decimals, from two on, as read as the same units again; four always do. */
    public static String exact(long units) {
        BigDecimal exact = BigDecimal.valueOf(ofUnits(units));
        for (int decimals = 2; ; decimals++) {
            BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_EVEN);
            if (toUnits(rounded.doubleValue()) == units) {
                return rounded.stripTrailingZeros().toPlainString();
            }
        }
    }
}
