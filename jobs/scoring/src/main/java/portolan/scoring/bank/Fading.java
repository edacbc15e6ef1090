// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

/**
 * Sums that fade by half in {@value #HALF_LIFE_DAYS} days and can be taken back exactly: forward decay in whole numbers
 * (Cormode and others 2009).
 *
 * <p>What is added weighs the more the later it is, and a sum is divided by the weight of now when it is read. Weights
 * are counted from a landmark, one to two blocks of twelve half-lives before the latest hour: it follows from that
 * hour, so no cell stores it. When it moves on, sums lose what is older than two years, and nothing of what is younger.
 */
final class Fading {
    static final int HALF_LIFE_DAYS = 60;

    /** Twenty-one bits of hours, 239 years from 1970. */
    static final long LAST_HOUR = (1L << 21) - 2;

    private static final int HOURS = HALF_LIFE_DAYS * 24;
    private static final int BLOCK = 12;
    private static final int ONE = 12;
    private static final double[] FRACTION = new double[HOURS];
    private static final int[] WEIGHT = new int[HOURS];

    static {
        for (int hour = 0; hour < HOURS; hour++) {
            FRACTION[hour] = StrictMath.pow(2, (double) hour / HOURS);
            WEIGHT[hour] = (int) StrictMath.rint(FRACTION[hour] * (1 << ONE));
        }
    }

    private Fading() {}

    /** The hour of a time, within what cells can hold. */
    static long hour(long epochMillis) {
        return Math.max(0, Math.min(LAST_HOUR, Math.floorDiv(epochMillis, 3_600_000L)));
    }

    private static long landmark(long latest) {
        return (latest / HOURS / BLOCK - 1) * BLOCK;
    }

    /** What something of this hour weighs in a sum whose latest hour is this. */
    static long weight(long hour, long latest) {
        long shift = hour / HOURS - landmark(latest);
        int weight = WEIGHT[(int) (hour % HOURS)];
        return shift >= 0 ? (long) weight << shift : weight >> Math.min(31, -shift);
    }

    /** The same sum, its latest hour moved on. */
    static long moved(long sum, long latest, long to) {
        long shift = landmark(to) - landmark(latest);
        return shift <= 0 ? sum : sum >> Math.min(63, shift);
    }

    /** How much is left now: 1 for each that has just been added. */
    static double left(long sum, long latest, long now) {
        long shift = now / HOURS - landmark(latest) + ONE;
        return Math.scalb((double) sum, (int) -shift) / FRACTION[(int) (now % HOURS)];
    }
}
