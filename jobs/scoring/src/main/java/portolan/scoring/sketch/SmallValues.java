// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final TreeMap<Key, Entry> entries = new TreeMap<>();

    public SmallValues(double smallValueEur, double lowValueEur) {
        this.smallValueEur = smallValueEur;
        this.lowValueEur = lowValueEur;
    }

    private record Key(long day, String currency) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return day != other.day ? Long.compare(day, other.day) : currency.compareTo(other.currency);
        }
    }

    private record Entry(Sum small, Sum low) {}

    private static final class Sum {
        private long count;
        private long cents;

        Sum(long count, long cents) {
            this.count = count;
            this.cents = cents;
        }
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
        for (Map.Entry<Key, Entry> entry : entries.entrySet()) {
            Key key = entry.getKey();
            if (key.day > day - DAYS && key.day <= day && key.currency.equals(value.currency())) {
                Entry sums = entry.getValue();
                count += sums.small.count + (lowToo ? sums.low.count : 0);
                cents += sums.small.cents + (lowToo ? sums.low.cents : 0);
            }
        }
        return new Split(count, cents, limit, (int) limitEur);
    }

    /** 0 for a currency without a rate: nothing is below. */
    private static long limitCents(String currency, double limitEur) {
        return (long) (limitEur * RoundRates.unitsPerEuro(currency) * 100);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether a value is small enough to be kept below this limit. */
    public static boolean isKept(@Nullable DeclaredValue value, double lowValueEur) {
        return value != null && value.cents() < limitCents(value.currency(), lowValueEur);
    }

    public void learn(@Nullable DeclaredValue value, long day) {
        if (value == null || !isKept(value, lowValueEur)) {
            return;
        }
        Key key = new Key(day, value.currency());
        if (entries.size() == MOST && !entries.containsKey(key)) {
            if (day < entries.firstKey().day) {
                return;
            }
            entries.pollFirstEntry();
        }
        Sum sum = sum(entries.computeIfAbsent(key, unused -> new Entry(new Sum(0, 0), new Sum(0, 0))), value);
        sum.count++;
        sum.cents += value.cents();
    }

    private Sum sum(Entry entry, DeclaredValue value) {
        return value.cents() < limitCents(value.currency(), smallValueEur) ? entry.small : entry.low;
    }

    public void retract(@Nullable DeclaredValue value, long day) {
        Entry entry = value == null ? null : entries.get(new Key(day, value.currency()));
        if (value == null || entry == null || !isKept(value, lowValueEur)) {
            return;
        }
        Sum sum = sum(entry, value);
        if (sum.count == 0) {
            return;
        }
        sum.count--;
        // An entry that was pushed out and came back may hold less than is retracted.
        sum.cents = sum.count == 0 ? 0 : Math.max(0, sum.cents - value.cents());
        if (entry.small.count + entry.low.count == 0) {
            entries.remove(new Key(day, value.currency()));
        }
    }

    public void write(LayoutWriter writer) {
        writer.count(entries.size());
        long before = 0;
        for (Map.Entry<Key, Entry> entry : entries.entrySet()) {
            Key key = entry.getKey();
            writer.signed(key.day - before).text(key.currency);
            for (Sum sum : List.of(entry.getValue().small, entry.getValue().low)) {
                writer.count(sum.count).count(sum.cents);
            }
            before = key.day;
        }
    }

    /** Reads what was written, perhaps with another bound: the newest days stay. */
    public static SmallValues read(LayoutReader reader, double smallValueEur, double lowValueEur) {
        SmallValues read = new SmallValues(smallValueEur, lowValueEur);
        long day = 0;
        for (int left = reader.size(); left > 0; left--) {
            day += reader.signed();
            Key key = new Key(day, reader.text());
            read.entries.put(
                    key, new Entry(new Sum(reader.count(), reader.count()), new Sum(reader.count(), reader.count())));
            if (read.entries.size() > MOST) {
                read.entries.pollFirstEntry();
            }
        }
        return read;
    }
}
