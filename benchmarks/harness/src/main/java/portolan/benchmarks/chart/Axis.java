// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * One axis: which values it shows, at which it has a mark, and where a value lies along it.
 *
 * @param label what it shows, with its unit
 * @param logarithmic whether equal ratios are equally long
 * @param ticks from the lowest to the highest, which are the ends of the axis
 * @param format how a tick is written
 */
public record Axis(String label, boolean logarithmic, List<Double> ticks, DoubleFunction<String> format) {
    private static final int INTERVALS = 5;
    private static final double ROUNDING = 1e-9;

    public Axis {
        ticks = List.copyOf(ticks);
    }

    /** From 0, or a round number below the least, to one that is not below the most, in steps of 1, 2 or 5 by a power of ten. */
    public static Axis linear(String label, double least, double most) {
        double low = Math.min(0, least);
        double high = most > low ? most : low + 1;
        double step = step(high - low);
        return inSteps(label, step * Math.floor(low / step + ROUNDING), step * Math.ceil(high / step - ROUNDING), step);
    }

    private static double step(double length) {
        double rough = length / INTERVALS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough * (1 - ROUNDING)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** From one end to the other in steps of this length. */
    public static Axis inSteps(String label, double from, double to, double step) {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; from + i * step <= to + step * ROUNDING; i++) {
            ticks.add(from + i * step);
        }
        return new Axis(label, false, ticks, Axis::plain);
    }

    /** From the power of ten below the least to the one above the most; both are positive. */
    public static Axis logarithmic(String label, double least, double most) {
        int from = (int) Math.floor(Math.log10(least) + ROUNDING);
        int to = (int) Math.ceil(Math.log10(most) - ROUNDING);
        List<Double> ticks = new ArrayList<>();
        for (int power = from; power <= Math.max(from + 1, to); power++) {
            ticks.add(Math.pow(10, power));
        }
        return new Axis(label, true, ticks, Axis::plain);
    }

    /** The same axis with its ticks written so. */
    public Axis written(DoubleFunction<String> as) {
        return new Axis(label, logarithmic, ticks, as);
    }

    /** A tick as people read it: 0.25, 5, 10,000. */
    public static String plain(double value) {
        if (Math.abs(value - Math.rint(value)) < 1e-6) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, "%.4g", value).replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    public double first() {
        return ticks.get(0);
    }

    public double last() {
        return ticks.get(ticks.size() - 1);
    }

    /** Where a value lies, from 0 to 1; values beyond the ends lie at the ends. */
    public double at(double value) {
        double inside = Math.max(first(), Math.min(last(), value));
        return logarithmic
                ? Math.log(inside / first()) / Math.log(last() / first())
                : (inside - first()) / (last() - first());
    }

    /** A tick's text. */
    String text(double tick) {
        return format.apply(tick);
    }
}
