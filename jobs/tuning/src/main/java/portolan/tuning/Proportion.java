// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

/**
 * So many of so many, with the 95 % interval of the share behind it by Wilson (1927), which stays inside 0 to 1 and is
 * of use for small counts.
 *
 * @param found at most {@code of}
 */
public record Proportion(int found, int of) {
    private static final double Z = 1.959964;

    /** None of none. */
    public static final Proportion NONE = new Proportion(0, 0);

    public Proportion {
        if (found < 0 || found > of) {
            throw new IllegalArgumentException("found must be 0 to of: found=" + found + ", of=" + of);
        }
    }

    /** From 0 to 1; NaN of none. */
    public double share() {
        return of == 0 ? Double.NaN : (double) found / of;
    }

    /** Lower end of the interval; 0 of none. */
    public double low() {
        return of == 0 ? 0 : end(-1, of);
    }

    /** Upper end of the interval; 1 of none. */
    public double high() {
        return of == 0 ? 1 : end(1, of);
    }

    /**
     * How many there are in all, where these are drawn from all without putting back: the nearer to all, the surer. The
     * interval is Wilson's for as many as would be as sure had they been put back (Cochran, Sampling Techniques, 1977,
     * 2.6), and leaves out what is known to be wrong.
     *
     * @param all at least {@code of}
     */
    public Estimate inAll(int all) {
        if (of == 0) {
            return all == 0 ? Estimate.exactly(0) : new Estimate(Double.NaN, 0, all);
        }
        if (all == of) {
            return Estimate.exactly(found);
        }
        double assured = of * (all - 1.0) / (all - of);
        return new Estimate(
                share() * all,
                Math.max(found, all * end(-1, assured)),
                Math.min(found + all - of, all * end(1, assured)));
    }

    private double end(int side, double n) {
        double p = share();
        double square = Z * Z;
        double middle = p + square / (2 * n);
        double reach = Z * Math.sqrt(p * (1 - p) / n + square / (4 * n * n));
        return Math.max(0, Math.min(1, (middle + side * reach) / (1 + square / n)));
    }
}
