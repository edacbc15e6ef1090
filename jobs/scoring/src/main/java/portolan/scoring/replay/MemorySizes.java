// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import java.util.Arrays;

/**
 * How large the memories of one kind are, in bytes as they are stored.
 *
 * @param kind its name
 * @param memories how many there are
 * @param median half are no larger
 * @param p99 99 of 100 are no larger
 * @param largest the largest
 */
public record MemorySizes(String kind, int memories, int median, int p99, int largest) {
    static MemorySizes of(String kind, int[] bytes) {
        int[] sorted = bytes.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        return count == 0
                ? new MemorySizes(kind, 0, 0, 0, 0)
                : new MemorySizes(kind, count, atShare(sorted, 50), atShare(sorted, 99), sorted[count - 1]);
    }

    /** The smallest that so many percent do not exceed. */
    private static int atShare(int[] sorted, int percent) {
        long rank = ((long) sorted.length * percent + 99) / 100;
        return sorted[(int) rank - 1];
    }
}
