// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.function.ToIntFunction;

/**
 * How often somebody did what a bill does, beside how often it does anything new: to which consignee, of which goods,
 * through whom.
 *
 * @param all how often it did anything of this sort
 * @param same how often it did just this
 * @param once how many different things it did exactly once
 * @param others how often it did what is no longer kept by name
 */
public record Habit(long all, long same, long once, long others) {
    /** What a single broken habit says at most: that somebody may begin something new once in so many bills. */
    public static final double MOST_BITS = 8;

    private static final double LN_2 = StrictMath.log(2);

    /** Nothing known. */
    public static final Habit NONE = new Habit(0, 0, 0, 0);

    /**
     * The habit as counts have it, but for some of what was counted.
     *
     * @param print a key's fingerprint
     * @param since shortened fingerprints of what is left out; 0 is none
     */
    public static <K extends Comparable<K>> Habit of(
            BoundedCounts<K> counts, K key, ToIntFunction<K> print, char[] since) {
        long all = counts.others().all();
        long same = 0;
        long once = 0;
        for (int i = 0; i < counts.size(); i++) {
            long left = counts.counts(i).all();
            if (since.length > 0) {
                char who = Fingerprint.shortened(print.applyAsInt(counts.key(i)));
                for (char one : since) {
                    left -= one == who ? 1 : 0;
                }
            }
            all += Math.max(0, left);
            once += left == 1 ? 1 : 0;
            if (left > 0 && counts.key(i).equals(key)) {
                same = left;
            }
        }
        return new Habit(all, same, once, counts.others().all());
    }

    /** Whether it never did this, as far as is kept. */
    public boolean isBroken() {
        return all > 0 && same == 0;
    }

    /**
     * How rarely it breaks this habit: minus log2 of the share of its bills that did something for the first and only
     * time, one more of them supposed (Good and Turing), 0 to {@value #MOST_BITS}; 0 where it is not broken.
     */
    public double bits() {
        if (!isBroken()) {
            return 0;
        }
        double share = (once + others + 1.0) / (all + 2.0);
        return StrictMath.min(MOST_BITS, StrictMath.max(0, -StrictMath.log(share) / LN_2));
    }
}
