// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

/**
 * How much less an old count weighs than a new one: half after each half-life, nothing after thirty years.
 *
 * <p>Decay is applied when a count is read, never when it is stored: stored counts stay whole numbers, so that a
 * retraction takes back exactly what was learned.
 */
public final class Decay {
    private static final int BUCKETS_IN_THIRTY_YEARS = 61;

    private final double[] weightByAge = new double[BUCKETS_IN_THIRTY_YEARS];

    /** Half after so many days. */
    public static Decay halvingAfter(int days) {
        return new Decay(days);
    }

    private Decay(int halfLifeDays) {
        for (int age = 0; age < weightByAge.length; age++) {
            weightByAge[age] = StrictMath.pow(2, -(double) age * Bucket.DAYS / halfLifeDays);
        }
    }

    /** The weight, 0 to 1, of something this many buckets old; what lies in the reader's future is as good as new. */
    double weight(long age) {
        if (age <= 0) {
            return 1;
        }
        return age < weightByAge.length ? weightByAge[(int) age] : 0;
    }
}
