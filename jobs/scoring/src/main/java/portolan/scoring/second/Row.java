// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.Comparator;

/**
 * One filing that teaches: a find, one that was inspected in vain, or one of the stream's own traffic.
 *
 * @param key of its consignment, which has one row
 * @param orderTime of the version that was read, epoch milliseconds
 * @param values by reading, NaN where it is not known; not changed from here on
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares it.
public record Row(String key, long orderTime, float[] values, boolean find) {
    static final Comparator<Row> OLDEST_FIRST =
            Comparator.comparingLong(Row::orderTime).thenComparing(Row::key);
}
