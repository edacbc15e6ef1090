// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A mean of few values, and where it may lie in truth with 95 % confidence.
 *
 * <p>Student, The probable error of a mean, Biometrika 6 (1908).
 *
 * @param values how many there are
 * @param mean null where there is none
 * @param low null below two different values: one says nothing of how far others lie
 * @param high as {@code low}
 */
public record Interval(
        int values,
        @Nullable Double mean,
        @Nullable Double low,
        @Nullable Double high) {
    private static final double UPPER = 0.975;
    private static final double SAME = 1e-9;

    /** Exercises from which on somebody's mean is shown beside others': fewer are mostly luck. */
    public static final int FEWEST_EXERCISES = 3;

    public static Interval of(List<Double> values) {
        int n = values.size();
        if (n == 0) {
            return new Interval(0, null, null, null);
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).sum() / n;
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        // Equal gains differ in their last bit: that tells nothing of how far others lie.
        if (n == 1 || squares < n * SAME * SAME) {
            return new Interval(n, mean, null, null);
        }
        double half = TDistribution.of(n - 1.0).inverseCumulativeProbability(UPPER)
                * StrictMath.sqrt(squares / (n - 1.0) / n);
        return new Interval(n, mean, mean - half, mean + half);
    }

    /** Of shares, which are never below 0 nor above 1: nor does the truth lie there. */
    public Interval ofShares() {
        return low == null || high == null ? this : new Interval(values, mean, Math.max(0, low), Math.min(1, high));
    }

    /** Whether it says where the truth may lie: values that are all the same do not tell how far others lie. */
    public boolean says() {
        return low != null && high != null;
    }

    /**
     * What was gained from one test to another: the mean difference of those who sat both, by name. Student's paired
     * comparison.
     */
    public static Interval gain(Map<String, Double> before, Map<String, Double> after) {
        List<Double> gains = new ArrayList<>();
        before.forEach((name, value) -> {
            Double later = after.get(name);
            if (later != null) {
                gains.add(later - value);
            }
        });
        return of(gains);
    }
}
