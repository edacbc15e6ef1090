// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis: which values it shows, at which round numbers it has a mark, and where a value lies along it.
 *
 * @param ticks from the lowest to the highest, which are the ends of the axis
 * @param logarithmic whether equal ratios are equally long
 */
record Scale(List<Double> ticks, boolean logarithmic) {
    private static final int INTERVALS = 5;

    Scale {
        ticks = List.copyOf(ticks);
    }

    /** From zero to at least the highest value, in steps of 1, 2 or 5 by a power of ten. */
    static Scale linear(double highest) {
        double rough = Math.max(highest, 1e-9) / INTERVALS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power;
        for (double factor : new double[] {1, 2, 5, 10}) {
            step = factor * power;
            if (step >= rough * 0.999_999) {
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        int count = (int) Math.ceil(highest / step - 1e-9);
        for (int i = 0; i <= Math.max(1, count); i++) {
            ticks.add(i * step);
        }
        return new Scale(ticks, false);
    }

    /** From the power of ten below the lowest value to the one above the highest; both are positive. */
    static Scale logarithmic(double lowest, double highest) {
        int from = (int) Math.floor(Math.log10(lowest) + 1e-9);
        int to = (int) Math.ceil(Math.log10(highest) - 1e-9);
        List<Double> ticks = new ArrayList<>();
        for (int power = from; power <= Math.max(from + 1, to); power++) {
            ticks.add(Math.pow(10, power));
        }
        return new Scale(ticks, true);
    }

    /** Where a value lies, 0 at the axis's beginning and 1 at its end. */
    double at(double value) {
        double low = ticks.get(0);
        double high = ticks.get(ticks.size() - 1);
        if (!logarithmic) {
            return (value - low) / (high - low);
        }
        return Math.log(Math.max(value, low) / low) / Math.log(high / low);
    }
}
