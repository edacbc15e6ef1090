// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.Arrays;

/**
 * Bins of one reading, at most {@value #KNOWN} for what is known; bin 0 is what is not.
 *
 * <p>A value that fills a bin alone has one. The others share the rest equally, so that the few filings with any find
 * at an address are told apart although most have none.
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its text where a test must.
public record Binning(float[] edges) {
    /** Bins of known values. */
    public static final int KNOWN = 12;

    /** The bin of a value that is not known. */
    public static final int UNKNOWN = 0;

    /**
     * Bins in which the traffic is spread evenly.
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
        return new Binning(edges(known, alone(known)));
    }

    /** How many values are so frequent that they fill a bin, and what is left to the others. */
    private record Alone(int least, int values, int rows) {}

    private static Alone alone(float[] known) {
        int least = Math.max(1, known.length / KNOWN);
        int values = 0;
        int rows = 0;
        for (int from = 0; from < known.length; ) {
            int to = after(known, from);
            if (to - from >= least) {
                values++;
                rows += to - from;
            }
            from = to;
        }
        return new Alone(least, values, rows);
    }

    private static float[] edges(float[] known, Alone alone) {
        float[] edges = new float[KNOWN];
        int count = 0;
        int others = known.length - alone.rows;
        int bins = KNOWN - alone.values;
        int inBin = 0;
        boolean full = false;
        for (int from = 0; from < known.length && count < KNOWN - 1; ) {
            int to = after(known, from);
            int rows = to - from;
            boolean fills = rows >= alone.least;
            if (inBin > 0 && (full || fills)) {
                edges[count++] = known[from];
                if (!full) { // What stands between two frequent values has a bin, full or not.
                    bins--;
                    others -= inBin;
                }
                inBin = 0;
            }
            inBin += rows;
            full = fills;
            if (!fills && bins > 0 && (long) inBin * bins >= others) {
                full = true;
                bins--;
                others -= inBin;
            }
            from = to;
        }
        return Arrays.copyOf(edges, count);
    }

    private static int after(float[] sorted, int from) {
        int to = from + 1;
        while (to < sorted.length && sorted[to] == sorted[from]) {
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
