// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.Comparator;
import java.util.Map;

/**
 * One filing that teaches: a find, one that was inspected in vain, or one of the stream's own traffic.
 *
 * @param key of its consignment, which has one row
 * @param orderTime of the version that was read, epoch milliseconds
 * @param values by reading, NaN where it is not known; not changed from here on
 * @param fired what each rule that fired added to the overall threat, as written, in units of {@link
 *     portolan.scoring.rules.Bits}
 * @param office that told it; empty where nobody is named
 * @param weight of 1, for how much it counts
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares it.
public record Row(
        String key,
        long orderTime,
        float[] values,
        Map<String, Long> fired,
        boolean find,
        String office,
        double weight) {
    static final Comparator<Row> OLDEST_FIRST =
            Comparator.comparingLong(Row::orderTime).thenComparing(Row::key);

    /** One that nobody told. */
    public Row(String key, long orderTime, float[] values, Map<String, Long> fired, boolean find) {
        this(key, orderTime, values, fired, find, "", 1);
    }

    /** One of which no rule is known. */
    public Row(String key, long orderTime, float[] values, boolean find) {
        this(key, orderTime, values, Map.of(), find);
    }

    /** The same, inspected. */
    public Row told(boolean isFind, String by) {
        return new Row(key, orderTime, values, fired, isFind, by, 1);
    }

    /** The same, by nobody who is named. */
    public Row told(boolean isFind) {
        return told(isFind, "");
    }

    Row weighing(double much) {
        return new Row(key, orderTime, values, fired, find, office, much);
    }

    /** The same, of which other rules are known. */
    public Row fired(Map<String, Long> units) {
        return new Row(key, orderTime, values, units, find, office, weight);
    }
}
