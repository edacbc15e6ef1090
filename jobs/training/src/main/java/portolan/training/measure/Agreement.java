// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was named against what is there.
 *
 * <p>F1: van Rijsbergen, Information Retrieval, 2nd edition (1979), chapter 7, with equal weights; sums are over all
 * consignments before the ratio (micro-average).
 *
 * @param right named and there
 * @param wrong named and not there
 * @param missed there and not named
 */
public record Agreement(int right, int wrong, int missed) {
    public static final Agreement NONE = new Agreement(0, 0, 0);

    /** Of one consignment. */
    static <T> Agreement of(Set<T> named, Set<T> there) {
        int right = (int) named.stream().filter(there::contains).count();
        return new Agreement(right, named.size() - right, there.size() - right);
    }

    Agreement plus(Agreement other) {
        return new Agreement(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    /** 0 to 1; null where nothing was there and nothing was named. */
    public @Nullable Double f1() {
        int all = 2 * right + wrong + missed;
        return all == 0 ? null : 2.0 * right / all;
    }
}
