// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

/**
 * The highest rate that is sustained: rates are doubled until one is not, and the range of ratios between the two is
 * halved. No probe is more than twice what can be sustained, so that what it leaves behind is soon worked off.
 */
public final class Bisection {
    private static final double STEP_DOWN = 0.9;

    private final int steps;

    /**
     * A search of so many probes.
     *
     * @param steps probes after the first that fails; each halves the logarithm of what is left
     */
    public Bisection(int steps) {
        this.steps = steps;
    }

    /** Whether a rate is sustained; probing takes time, and the subject's state changes with it. */
    public interface Probe {
        boolean sustains(double rate) throws InterruptedException;
    }

    /**
     * The first rate that holds in a longer probe: the given one, else nine tenths of it, and so on.
     *
     * @return 0 when none holds down to the lowest
     */
    public static double confirmed(double found, double lowest, Probe longer) throws InterruptedException {
        double rate = found;
        while (!longer.sustains(rate)) {
            if (rate <= lowest) {
                return 0;
            }
            rate = Math.max(lowest, STEP_DOWN * rate);
        }
        return rate;
    }

    /**
     * The highest rate that was seen to be sustained: 0 when not even the lowest is, the highest when that one is.
     *
     * @param lowest rate of the range, above 0
     */
    public double search(double lowest, double highest, Probe probe) throws InterruptedException {
        if (!(0 < lowest && lowest < highest)) {
            throw new IllegalArgumentException("no range of rates: lowest=" + lowest + ", highest=" + highest);
        }
        if (!probe.sustains(lowest)) {
            return 0;
        }
        double sustained = lowest;
        double failed = Math.min(highest, 2 * lowest);
        while (probe.sustains(failed)) {
            if (failed == highest) {
                return highest;
            }
            sustained = failed;
            failed = Math.min(highest, 2 * failed);
        }
        for (int step = 0; step < steps; step++) {
            double middle = Math.sqrt(sustained * failed);
            if (probe.sustains(middle)) {
                sustained = middle;
            } else {
                failed = middle;
            }
        }
        return sustained;
    }
}
