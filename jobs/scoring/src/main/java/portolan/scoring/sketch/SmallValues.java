// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * A consignee's consignments of small and of low value on the last days that had any: how many, and what they were
 * worth together, by day and currency.
 *
 * <p>Only what is below the higher of the two limits is kept. Limits are in euro; other currencies are compared by
 * {@link RoundRates}: a limit needs no better than a tenth. A currency without a rate is not kept.
 *
 * <p>Exact while a day is kept. A ninth entry pushes out that of the oldest day; retracting does not bring it back.
 *
 * <pre>
 *   list of: signed step from the day before | text currency | count small | count cents of small | count low | count cents of low
 * </pre>
 */
public final class SmallValues {
    public static final int MOST = 8;

    /** Days that count as one delivery, today included. */
    public static final int DAYS = 7;

    private final double smallValueEur;
    private final double lowValueEur;
    private final long[] days = new long[MOST];
    private final String[] currencies = new String[MOST];
    private final long[] small = new long[MOST];
    private final long[] smallCents = new long[MOST];
    private final long[] low = new long[MOST];
    private final long[] lowCents = new long[MOST];
    private int size;

    public SmallValues(double smallValueEur, double lowValueEur) {
        this.smallValueEur = smallValueEur;
        this.lowValueEur = lowValueEur;
        java.util.Arrays.fill(currencies, "");
    }

    /**
     * Consignments below one limit within {@value #DAYS} days.
     *
     * @param count how many, this one included
     * @param cents what they are worth together
     * @param limitCents the limit in the same currency
     * @param limitEur the limit in euro
     */
    public record Split(long count, long cents, long limitCents, int limitEur) {
        /** Whether together they are worth what each of them stays below. */
        public boolean isAboveTogether() {
            return cents >= limitCents;
        }
    }

    /** This value together with the others of its currency, below the small limit; null when it is not itself below. */
    public @Nullable Split belowSmall(DeclaredValue value, long day) {
        return below(value, day, smallValueEur, false);
    }

    /** The same below the higher limit. */
    public @Nullable Split belowLow(DeclaredValue value, long day) {
        return below(value, day, lowValueEur, true);
    }

    private @Nullable Split below(DeclaredValue value, long day, double limitEur, boolean lowToo) {
        long limit = limitCents(value.currency(), limitEur);
        if (value.cents() >= limit) {
            return null;
        }
        long count = 1;
        long cents = value.cents();
        for (int i = 0; i < size; i++) {
            if (days[i] > day - DAYS && days[i] <= day && currencies[i].equals(value.currency())) {
                count += small[i] + (lowToo ? low[i] : 0);
                cents += smallCents[i] + (lowToo ? lowCents[i] : 0);
            }
        }
        return new Split(count, cents, limit, (int) limitEur);
    }

    /** 0 for a currency without a rate: nothing is below. */
    private static long limitCents(String currency, double limitEur) {
        return (long) (limitEur * RoundRates.unitsPerEuro(currency) * 100);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether a value is small enough to be kept below this limit. */
    public static boolean isKept(@Nullable DeclaredValue value, double lowValueEur) {
        return value != null && value.cents() < limitCents(value.currency(), lowValueEur);
    }

    public void learn(@Nullable DeclaredValue value, long day) {
        if (value == null || !isKept(value, lowValueEur)) {
            return;
        }
        int at = find(day, value.currency());
        if (at < 0) {
            if (size == MOST) {
                // Sorted by day: the first is the oldest, unless the new one is older still.
                if (day < days[0]) {
                    return;
                }
                remove(0);
            }
            at = insert(day, value.currency());
        }
        if (value.cents() < limitCents(value.currency(), smallValueEur)) {
            small[at]++;
            smallCents[at] += value.cents();
        } else {
            low[at]++;
            lowCents[at] += value.cents();
        }
    }

    public void retract(@Nullable DeclaredValue value, long day) {
        int at = value == null ? -1 : find(day, value.currency());
        if (value == null || at < 0 || value.cents() >= limitCents(value.currency(), lowValueEur)) {
            return;
        }
        boolean isSmall = value.cents() < limitCents(value.currency(), smallValueEur);
        long[] counts = isSmall ? small : low;
        long[] cents = isSmall ? smallCents : lowCents;
        if (counts[at] == 0) {
            return;
        }
        counts[at]--;
        // An entry that was pushed out and came back may hold less than is retracted.
        cents[at] = counts[at] == 0 ? 0 : Math.max(0, cents[at] - value.cents());
        if (small[at] + low[at] == 0) {
            remove(at);
        }
    }

    private int find(long day, String currency) {
        for (int i = 0; i < size; i++) {
            if (days[i] == day && currencies[i].equals(currency)) {
                return i;
            }
        }
        return -1;
    }

    /** Keeps days in ascending order, currencies of a day too. */
    private int insert(long day, String currency) {
        int at = size;
        while (at > 0 && (days[at - 1] > day || (days[at - 1] == day && currencies[at - 1].compareTo(currency) > 0))) {
            at--;
        }
        move(at, at + 1, size - at);
        size++;
        days[at] = day;
        currencies[at] = currency;
        small[at] = 0;
        smallCents[at] = 0;
        low[at] = 0;
        lowCents[at] = 0;
        return at;
    }

    private void remove(int at) {
        move(at + 1, at, size - at - 1);
        size--;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(days, from, days, to, count);
        System.arraycopy(currencies, from, currencies, to, count);
        System.arraycopy(small, from, small, to, count);
        System.arraycopy(smallCents, from, smallCents, to, count);
        System.arraycopy(low, from, low, to, count);
        System.arraycopy(lowCents, from, lowCents, to, count);
    }

    public void write(LayoutWriter writer) {
        writer.count(size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            writer.signed(days[i] - before)
                    .text(currencies[i])
                    .count(small[i])
                    .count(smallCents[i])
                    .count(low[i])
                    .count(lowCents[i]);
            before = days[i];
        }
    }

    public static SmallValues read(LayoutReader reader, double smallValueEur, double lowValueEur) {
        SmallValues read = new SmallValues(smallValueEur, lowValueEur);
        int size = reader.size();
        long day = 0;
        for (int i = 0; i < size; i++) {
            if (read.size == MOST) {
                read.remove(0);
            }
            int at = read.size++;
            day += reader.signed();
            read.days[at] = day;
            read.currencies[at] = reader.text();
            read.small[at] = reader.count();
            read.smallCents[at] = reader.count();
            read.low[at] = reader.count();
            read.lowCents[at] = reader.count();
        }
        return read;
    }
}
