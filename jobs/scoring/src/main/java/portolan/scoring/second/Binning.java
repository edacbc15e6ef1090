// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bins of one reading, at most {@value #KNOWN} for what is known; bin 0 is what is not.
 *
 * <p>An offence is rare, so bins are narrow where traffic is: the outermost hold one filing in two hundred. Where many
 * filings have one value, the bins that this leaves halve the fullest of the others.
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its text where a test must.
public record Binning(float[] edges) {
    /** Bins of known values. */
    public static final int KNOWN = 12;

    /** Digits of a number of single precision. */
    private static final int LONGEST = 9;

    /** The bin of a value that is not known. */
    public static final int UNKNOWN = 0;

    /** Of a thousand filings, how many lie below an edge. */
    private static final int[] BELOW = {5, 20, 50, 100, 250, 500, 750, 900, 950, 980, 995};

    /**
     * Bins that tell the tails of the traffic apart.
     *
     * @param values of one reading, NaN where it is not known; in any order
     */
    public static Binning of(float[] values) {
        float[] known = new float[values.length];
        int n = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                known[n++] = value + 0f; // -0 is 0.
            }
        }
        known = Arrays.copyOf(known, n);
        Arrays.sort(known);
        TreeSet<Integer> starts = new TreeSet<>(Set.of(0));
        for (int below : BELOW) {
            // Upwards: the highest value that many have begins no bin of what lies above it.
            starts.add(below < 500 ? first(known, n * below / 1_000) : after(known, n * below / 1_000));
        }
        starts.remove(n);
        while (starts.size() < KNOWN && halve(known, starts)) {}
        starts.remove(0);
        float[] edges = new float[starts.size()];
        int count = 0;
        for (int start : starts) {
            edges[count++] = known[start];
        }
        return new Binning(edges);
    }

    /**
     * The same with edges of as few digits as leave all but one value in two hundred where it is.
     *
     * @param values as they were binned
     */
    Binning legible(float[] values) {
        float[] known = Arrays.copyOf(values, values.length);
        Arrays.sort(known);
        int n = known.length;
        while (n > 0 && Float.isNaN(known[n - 1])) {
            n--;
        }
        TreeSet<Float> legible = new TreeSet<>();
        for (float edge : edges) {
            float shortest = edge;
            for (int digits = LONGEST; digits > 0; digits--) {
                float shorter = from(new BigDecimal(edge).round(new MathContext(digits, RoundingMode.FLOOR)));
                shortest = (place(known, n, edge) - place(known, n, shorter)) * 200L <= n ? shorter : shortest;
            }
            legible.add(shortest + 0f);
        }
        float[] all = new float[legible.size()];
        int count = 0;
        for (float edge : legible) {
            all[count++] = edge;
        }
        return new Binning(all);
    }

    /** The least number of single precision from a written one on. */
    private static float from(BigDecimal written) {
        float nearest = written.floatValue();
        return new BigDecimal(nearest).compareTo(written) < 0 ? StrictMath.nextUp(nearest) : nearest;
    }

    /** How many values lie below. */
    private static int place(float[] sorted, int n, float value) {
        int from = 0;
        int to = n;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Halves the fullest bin of several values; false where there is none. */
    private static boolean halve(float[] known, TreeSet<Integer> starts) {
        int fullest = 0;
        int half = -1;
        for (int from : starts) {
            Integer next = starts.higher(from);
            int to = next == null ? known.length : next;
            if (to - from > fullest && known[from] != known[to - 1]) {
                fullest = to - from;
                int middle = first(known, (from + to) / 2);
                half = middle > from ? middle : after(known, from);
            }
        }
        return half >= 0 && starts.add(half);
    }

    /** Where the value of a place begins. */
    private static int first(float[] sorted, int at) {
        int from = at;
        while (from > 0 && from < sorted.length && sorted[from - 1] == sorted[from]) {
            from--;
        }
        return from;
    }

    /** Where the next value begins. */
    private static int after(float[] sorted, int at) {
        int to = at;
        while (to < sorted.length && sorted[to] == sorted[at]) {
            to++;
        }
        return to;
    }

    /** How many bins there are, with that of what is not known. */
    public int bins() {
        return edges.length + 2;
    }

    /** The bin of a value. */
    public int bin(float value) {
        if (Float.isNaN(value)) {
            return UNKNOWN;
        }
        int bin = 1;
        while (bin <= edges.length && value >= edges[bin - 1]) {
            bin++;
        }
        return bin;
    }
}
