// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

/**
 * Consignments whose reading of one indicator lies in one band, among all that have a label.
 *
 * @param n how many lie in the band
 * @param offences how many of those are offences
 * @param all how many have a label, in the band or not
 * @param allOffences how many of those are offences
 */
record Band(String name, int n, int offences, int all, int allOffences) {
    private static final double Z = 1.959964;
    private static final double LN_2 = Math.log(2);
    private static final double HALF_AN_OFFENCE = 0.5;

    double rate() {
        return n == 0 ? Double.NaN : (double) offences / n;
    }

    double lift() {
        return rate() / baseRate();
    }

    /** Lower end of the 95 % interval of the lift (Wilson's, of the rate; the base rate is taken as known). */
    double lowerLift() {
        return wilson(-1) / baseRate();
    }

    double upperLift() {
        return wilson(1) / baseRate();
    }

    /**
     * How many bits the band speaks for an offence: log2 of its odds over the odds of all. It is shrunk towards no bits
     * by as many consignments of the base rate as hold half an offence, so that three consignments make no rule.
     */
    double bits() {
        if (allOffences == 0 || allOffences == all) {
            return 0;
        }
        return Math.log(shrunkOffences() / shrunkOthers() * (all - allOffences) / allOffences) / LN_2;
    }

    /** Half the width of the 95 % interval of the bits. */
    double bitsMargin() {
        if (allOffences == 0 || allOffences == all) {
            return Double.POSITIVE_INFINITY;
        }
        return Z * Math.sqrt(1 / shrunkOffences() + 1 / shrunkOthers()) / LN_2;
    }

    private double shrunkOffences() {
        return offences + HALF_AN_OFFENCE;
    }

    private double shrunkOthers() {
        return n - offences + HALF_AN_OFFENCE * (all - allOffences) / allOffences;
    }

    private double baseRate() {
        return all == 0 ? Double.NaN : (double) allOffences / all;
    }

    private double wilson(int side) {
        if (n == 0) {
            return Double.NaN;
        }
        double p = rate();
        double square = Z * Z;
        double middle = p + square / (2 * n);
        double reach = Z * Math.sqrt(p * (1 - p) / n + square / (4.0 * n * n));
        double end = (middle + side * reach) / (1 + square / n);
        return Math.max(0, Math.min(1, end));
    }
}
