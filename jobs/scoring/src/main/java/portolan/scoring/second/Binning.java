// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

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
