// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The last days, UTC, on which something happened (a party's consignments were received), and how often on each.
 *
 * <p>A day is exact while it is kept. One day too many pushes out the oldest; retracting does not bring that back, so
 * that after retractions up to as many days may be missing as were retracted. A rhythm is then taken from fewer gaps.
 *
 * <pre>
 *   count days | days x (signed step from the day before, the first from 1970-01-01 | count)
 * </pre>
 */
public final class FilingDays {
    /** Days whose gaps make a rhythm: the newest ones, since rhythms change. */
    static final int RHYTHM = 8;

    private final int most;
    private long[] days = new long[1];
    private long[] counts = new long[1];
    private int size;

    public FilingDays(int most) {
        this.most = most;
    }

    /**
     * A silence between two filing days, or between the last one and today.
     *
     * @param days how long
     * @param since how many days ago it ended; 0 when it ends today
     * @param rhythmDays median gap between the filing days before it
     * @param longestBefore the longest gap among the kept days before it
     * @param gaps how many gaps there are among the kept days before it
     * @param spanDays how many days these gaps are together
     */
    public record Silence(long days, long since, double rhythmDays, long longestBefore, int gaps, long spanDays) {
        private static final double PART_THAT_IS_A_SEASON = 0.5;
        private static final double LN_2 = StrictMath.log(2);

        /** Whether an earlier gap was half as long. */
        public boolean isSeason() {
            return longestBefore >= PART_THAT_IS_A_SEASON * days;
        }

        /** Bits: {@code -log2} of the chance that nothing comes for so long (Poisson, rate estimated from the gaps). */
        public double surprise() {
            double span = StrictMath.max(1, spanDays);
            return gaps * StrictMath.log((span + days) / span) / LN_2;
        }
    }

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

    /** The first day kept; there must be one. */
    public long first() {
        if (size == 0) {
            throw new IllegalStateException("no filing day is remembered");
        }
        return days[0];
    }

    /** How many of the kept days lie between the two, both included. */
    public int daysWithin(long from, long to) {
        int found = 0;
        for (int i = size - 1; i >= 0 && days[i] >= from; i--) {
            found += days[i] <= to ? 1 : 0;
        }
        return found;
    }

    /** How often it happened on the kept days between the two, both included. */
    public long countWithin(long from, long to) {
        long found = 0;
        for (int i = size - 1; i >= 0 && days[i] >= from; i--) {
            found += days[i] <= to ? counts[i] : 0;
        }
        return found;
    }

    /**
     * The longest silence that ended today or at most so many days ago; null without two gaps before it, which would be
     * no rhythm to compare it with.
     */
    public @Nullable Silence longestSilence(long today, int endedWithinDays) {
        long longest = -1;
        long end = today;
        int before = -1;
        long next = today;
        for (int i = size - 1; i >= 2 && today - next <= endedWithinDays; i--) {
            long gap = Math.max(0, next - days[i]);
            if (gap > longest) {
                longest = gap;
                end = next;
                before = i;
            }
            next = Math.min(next, days[i]);
        }
        if (before < 0) {
            return null;
        }
        int from = Math.max(0, before - RHYTHM + 1);
        double[] gaps = new double[before - from];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = days[from + i + 1] - days[from + i];
        }
        long longestBefore = 0;
        for (int i = 1; i <= before; i++) {
            longestBefore = Math.max(longestBefore, days[i] - days[i - 1]);
        }
        return new Silence(longest, today - end, Median.of(gaps), longestBefore, before, days[before] - days[0]);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public void learn(long day) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (at >= 0) {
            counts[at]++;
            return;
        }
        at = -at - 1;
        if (size < most) {
            room(size + 1);
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

    public void retract(long day) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (at >= 0 && --counts[at] == 0) {
            System.arraycopy(days, at + 1, days, at, size - at - 1);
            System.arraycopy(counts, at + 1, counts, at, size - at - 1);
            size--;
        }
    }

    private void room(int capacity) {
        if (capacity > days.length) {
            int length = Math.min(most, 2 * days.length);
            days = Arrays.copyOf(days, length);
            counts = Arrays.copyOf(counts, length);
        }
    }

    public void write(LayoutWriter writer) {
        writer.count(size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            writer.signed(days[i] - before).count(counts[i]);
            before = days[i];
        }
    }

    /** Reads what was written, perhaps with another bound: the newest days stay. */
    public static FilingDays read(LayoutReader reader, int most) {
        FilingDays read = new FilingDays(most);
        int size = reader.size();
        int tooMany = Math.max(0, size - most);
        read.days = new long[Math.max(1, size - tooMany)];
        read.counts = new long[read.days.length];
        long day = 0;
        for (int i = 0; i < size; i++) {
            day += reader.signed();
            long count = reader.count();
            if (i >= tooMany) {
                read.days[i - tooMany] = day;
                read.counts[i - tooMany] = count;
            }
        }
        read.size = size - tooMany;
        return read;
    }
}
