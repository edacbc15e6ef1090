// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Arrays;
import java.util.List;

/** Sorts rows by consignment, and those of one by time: nearly all have one or two. */
final class TimeOrder {
    private final int[] starts;

    /** @param starts by consignment, where its rows begin; one more than consignments */
    TimeOrder(int[] starts) {
        this.starts = starts;
    }

    /** By the number of a row, its place. */
    int[] of(List<Rows> all, int count) {
        int[] next = Arrays.copyOf(starts, starts.length - 1);
        long[] times = new long[count];
        int[] rowAt = new int[count];
        for (Rows rows : all) {
            for (int i = 0; i < rows.size(); i++) {
                int consignment = rows.consignments()[i];
                int at = next[consignment]++;
                long time = rows.assessedAt()[i];
                while (at > starts[consignment] && times[at - 1] > time) {
                    times[at] = times[at - 1];
                    rowAt[at] = rowAt[at - 1];
                    at--;
                }
                times[at] = time;
                rowAt[at] = rows.first() + i;
            }
        }
        int[] placeOf = new int[count];
        for (int at = 0; at < count; at++) {
            placeOf[rowAt[at]] = at;
        }
        return placeOf;
    }
}
