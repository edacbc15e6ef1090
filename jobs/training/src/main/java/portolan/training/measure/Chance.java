// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Hits of somebody who picks blindly: the hypergeometric distribution, exact in whole numbers.
 *
 * <p>Source: Feller, An Introduction to Probability Theory and Its Applications, volume 1, 3rd edition (1968), II.6.
 *
 * @param bills consignments, 1 or more
 * @param offences of those, 0 to {@code bills}
 * @param picks 0 to {@code bills}
 */
public record Chance(int bills, int offences, int picks) {
    public Chance {
        if (bills < 1 || offences < 0 || offences > bills || picks < 0 || picks > bills) {
            throw new IllegalArgumentException("offences and picks are among the bills: bills=" + bills + ", offences="
                    + offences + ", picks=" + picks);
        }
    }

    /** Hits that a blind picker has on average. */
    public double expected() {
        return (double) picks * offences / bills;
    }

    /** The most hits that there are. */
    public int most() {
        return Math.min(picks, offences);
    }

    /** The probability of so many hits or more, 0 to 1. */
    public double atLeast(int hits) {
        BigInteger all = BigInteger.ZERO;
        BigInteger above = BigInteger.ZERO;
        int fewest = Math.max(0, picks - (bills - offences));
        BigInteger ways = choose(offences, fewest).multiply(choose(bills - offences, picks - fewest));
        for (int h = fewest; h <= most(); h++) {
            all = all.add(ways);
            above = h >= hits ? above.add(ways) : above;
            // One hit more: another offence in the place of another ordinary consignment.
            ways = ways.multiply(BigInteger.valueOf((long) (offences - h) * (picks - h)))
                    .divide(BigInteger.valueOf((long) (h + 1) * (bills - offences - picks + h + 1)));
        }
        return new BigDecimal(above)
                .divide(new BigDecimal(all), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** How rare it is, as "1 in so many", to two digits; 1 where it is as good as sure. */
    public long oneIn(int hits) {
        double probability = atLeast(hits);
        if (probability <= 0) {
            return Long.MAX_VALUE;
        }
        BigDecimal oneIn = BigDecimal.ONE.divide(BigDecimal.valueOf(probability), MathContext.DECIMAL64);
        return oneIn.round(new MathContext(2)).setScale(0, RoundingMode.HALF_UP).longValue();
    }

    /** Hits between which 95 of 100 blind pickers end, with 2.5 % at most on either side. */
    public Band band() {
        int low = 0;
        while (low < most() && 1 - atLeast(low + 1) < 0.025) {
            low++;
        }
        int high = low;
        while (high < most() && atLeast(high + 1) > 0.025) {
            high++;
        }
        return new Band(low, high);
    }

    /** From so many hits to so many, both in it. */
    public record Band(int low, int high) {}

    private static BigInteger choose(int of, int some) {
        if (some < 0 || some > of) {
            return BigInteger.ZERO;
        }
        BigInteger ways = BigInteger.ONE;
        for (int i = 1; i <= Math.min(some, of - some); i++) {
            ways = ways.multiply(BigInteger.valueOf(of - i + 1)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }
}
