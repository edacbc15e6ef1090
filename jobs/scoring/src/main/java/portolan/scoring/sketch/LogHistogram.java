// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Arrays;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * How often which quantity occurred, in steps of a quarter of an octave (19 %).
 *
 * <p>Quantities below 2^{@value #LEAST_OCTAVE} or above 2^{@value #MOST_OCTAVE} count in the outermost step. Retraction
 * is exact.
 *
 * <pre>
 *   list, ascending: count steps from the one before | count
 * </pre>
 */
public final class LogHistogram {
    public static final int STEPS_AN_OCTAVE = 4;

    private static final int LEAST_OCTAVE = -6;
    private static final int MOST_OCTAVE = 25;
    private static final double LN_STEP = StrictMath.log(2) / STEPS_AN_OCTAVE;

    private int size;
    private byte[] steps = new byte[4];
    private long[] counts = new long[4];
    private long total;

    public LogHistogram() {}

    /** Whether a quantity has a place: more than nothing, and finite. */
    public static boolean counts(double quantity) {
        return quantity > 0 && quantity < Double.POSITIVE_INFINITY;
    }

    public long total() {
        return total;
    }

    /** The natural logarithm of the median, taken evenly within its step; of at least one quantity. */
    public double logMedian() {
        return logAt(total / 2.0);
    }

    /** The median distance of the logarithms from a place, with steps at their middles. */
    public double logDeviation(double from) {
        int right = 0;
        while (right < size && middle(right) < from) {
            right++;
        }
        int left = right - 1;
        double distance = 0;
        for (long seen = 0; 2 * seen < total; ) {
            boolean goesLeft = right == size || (left >= 0 && from - middle(left) <= middle(right) - from);
            distance = Math.abs(middle(goesLeft ? left : right) - from);
            seen += counts[goesLeft ? left-- : right++];
        }
        return distance;
    }

    private double logAt(double rank) {
        double before = 0;
        for (int at = 0; at < size; at++) {
            if (before + counts[at] >= rank) {
                return middle(at) + LN_STEP * ((rank - before) / counts[at] - 0.5);
            }
            before += counts[at];
        }
        throw new IllegalStateException("a histogram without quantities has no median");
    }

    private double middle(int at) {
        return (LEAST_OCTAVE * STEPS_AN_OCTAVE + steps[at] + 0.5) * LN_STEP;
    }

    private static byte step(double quantity) {
        double step = StrictMath.floor(StrictMath.log(quantity) / LN_STEP) - LEAST_OCTAVE * STEPS_AN_OCTAVE;
        return (byte) Math.max(0, Math.min((MOST_OCTAVE - LEAST_OCTAVE) * STEPS_AN_OCTAVE - 1, step));
    }

    public void learn(double quantity) {
        byte step = step(quantity);
        int at = Arrays.binarySearch(steps, 0, size, step);
        if (at < 0) {
            at = -at - 1;
            if (size == steps.length) {
                steps = Arrays.copyOf(steps, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            System.arraycopy(steps, at, steps, at + 1, size - at);
            System.arraycopy(counts, at, counts, at + 1, size - at);
            steps[at] = step;
            counts[at] = 0;
            size++;
        }
        counts[at]++;
        total++;
    }

    /** False, and nothing changes, when none of its step was learned. */
    public boolean retract(double quantity) {
        int at = Arrays.binarySearch(steps, 0, size, step(quantity));
        if (at < 0) {
            return false;
        }
        total--;
        if (--counts[at] == 0) {
            size--;
            System.arraycopy(steps, at + 1, steps, at, size - at);
            System.arraycopy(counts, at + 1, counts, at, size - at);
        }
        return true;
    }

    public void write(LayoutWriter writer) {
        writer.count(size);
        int before = 0;
        for (int at = 0; at < size; at++) {
            writer.count(steps[at] - before).count(counts[at]);
            before = steps[at];
        }
    }

    public static LogHistogram read(LayoutReader reader) {
        LogHistogram read = new LogHistogram();
        int size = reader.size();
        int most = (MOST_OCTAVE - LEAST_OCTAVE) * STEPS_AN_OCTAVE;
        read.steps = new byte[Math.max(4, size)];
        read.counts = new long[Math.max(4, size)];
        long step = 0;
        for (int at = 0; at < size; at++) {
            step += reader.count();
            if (step < 0 || step >= most) {
                throw new LayoutException("a quantity beyond the scale: step=" + step + ", most=" + (most - 1));
            }
            read.steps[at] = (byte) step;
            read.counts[at] = reader.count();
            read.total += read.counts[at];
        }
        read.size = size;
        return read;
    }
}
