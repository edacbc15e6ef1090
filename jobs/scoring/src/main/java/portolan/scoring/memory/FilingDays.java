package portolan.scoring.memory;

import java.util.Arrays;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The last {@value #MOST} days, UTC, on which a party's consignments were received, and how many on each.
 *
 * <p>A day is exact while it is kept. A ninth day pushes out the oldest; retracting the ninth does not bring it back, so
 * that after retractions up to as many days may be missing as were retracted. A rhythm is then taken from fewer gaps.
 *
 * <pre>
 *   count days | days x (signed step from the day before, the first from 1970-01-01 | count)
 * </pre>
 */
public final class FilingDays {
    static final int MOST = 8;

    private final long[] days = new long[MOST];
    private final long[] counts = new long[MOST];
    private int size;

    FilingDays() {}

    /** How many days are kept. */
    public int size() {
        return size;
    }

    /** The last day, counted from 1970-01-01; there must be one. */
    public long last() {
        if (size == 0) {
            throw new IllegalStateException("no filing day is remembered");
        }
        return days[size - 1];
    }

    /** The median of days between neighbouring filing days; NaN with fewer than two gaps, which are no rhythm. */
    public double medianGapDays() {
        if (size < 3) {
            return Double.NaN;
        }
        double[] gaps = new double[size - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = days[i + 1] - days[i];
        }
        return Median.of(gaps);
    }

    boolean isEmpty() {
        return size == 0;
    }

    void learn(long day) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (at >= 0) {
            counts[at]++;
            return;
        }
        at = -at - 1;
        if (size < MOST) {
            System.arraycopy(days, at, days, at + 1, size - at);
            System.arraycopy(counts, at, counts, at + 1, size - at);
            size++;
        } else if (at == 0) {
            return;
        } else {
            at--;
            System.arraycopy(days, 1, days, 0, at);
            System.arraycopy(counts, 1, counts, 0, at);
        }
        days[at] = day;
        counts[at] = 1;
    }

    void retract(long day) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (at >= 0 && --counts[at] == 0) {
            System.arraycopy(days, at + 1, days, at, size - at - 1);
            System.arraycopy(counts, at + 1, counts, at, size - at - 1);
            size--;
        }
    }

    void write(LayoutWriter writer) {
        writer.count(size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            writer.signed(days[i] - before).count(counts[i]);
            before = days[i];
        }
    }

    static FilingDays read(LayoutReader reader) {
        FilingDays read = new FilingDays();
        int size = reader.size();
        if (size > MOST) {
            throw new LayoutException("more filing days than a memory keeps: days=" + size + ", most=" + MOST);
        }
        long day = 0;
        for (int i = 0; i < size; i++) {
            day += reader.signed();
            read.days[i] = day;
            read.counts[i] = reader.count();
        }
        read.size = size;
        return read;
    }
}
