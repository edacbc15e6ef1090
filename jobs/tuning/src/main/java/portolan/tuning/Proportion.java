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
        return of == 0 ? 0 : end(-1);
    }

    /** Upper end of the interval; 1 of none. */
    public double high() {
        return of == 0 ? 1 : end(1);
    }

    /**
     * So many more, of which the share is this one.
     *
     * @param among how many
     */
    public Estimate among(int among) {
        return of == 0
                ? new Estimate(Double.NaN, 0, among)
                : new Estimate(share() * among, low() * among, high() * among);
    }

    private double end(int side) {
        double p = share();
        double square = Z * Z;
        double middle = p + square / (2 * of);
        double reach = Z * Math.sqrt(p * (1 - p) / of + square / (4.0 * of * of));
        return Math.max(0, Math.min(1, (middle + side * reach) / (1 + square / of)));
    }
}
