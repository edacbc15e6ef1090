// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Arrays;

/** The middle of some numbers, the mean of the two in the middle when their number is even. */
public final class Median {
    private Median() {}

    /** The median of at least one value; the values are left as they are. */
    public static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
