// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How many times one measurement is another, with the interval that holds it 19 times out of 20.
 *
 * <p>Of the logarithms of the repetitions, by Welch's t: rates and times err in proportion to their size, and the two
 * need not err alike. The degrees of freedom are rounded down. A single repetition has no interval.
 *
 * @param low null when there is no interval
 */
public record Ratio(
        double value, @Nullable Double low, @Nullable Double high) {
    /** The second by the first. */
    public static Ratio of(List<Double> first, List<Double> second) {
        Logs a = Logs.of(first);
        Logs b = Logs.of(second);
        double difference = b.mean - a.mean;
        if (first.size() < 2 || second.size() < 2) {
            return new Ratio(Math.exp(difference), null, null);
        }
        double error = Math.sqrt(a.squaredError + b.squaredError);
        double half = error == 0 ? 0 : error * quantile(degrees(a, b));
        return new Ratio(Math.exp(difference), Math.exp(difference - half), Math.exp(difference + half));
    }

    /** Whether the interval leaves no room for "the same". */
    public boolean isDifferent() {
        return low != null && high != null && (low > 1 || high < 1);
    }

    private static int degrees(Logs a, Logs b) {
        double sum = a.squaredError + b.squaredError;
        double welch = sum
                * sum
                / (a.squaredError * a.squaredError / (a.count - 1) + b.squaredError * b.squaredError / (b.count - 1));
        return (int) Math.max(1, Math.floor(welch));
    }

    /** Between minus and plus which Student's t lies 19 times out of 20. */
    private static double quantile(int degrees) {
        return TDistribution.of(degrees).inverseCumulativeProbability(0.975);
    }

    /** Mean of logarithms, and the square of its standard error. */
    private record Logs(int count, double mean, double squaredError) {
        static Logs of(List<Double> values) {
            double[] logs = values.stream().mapToDouble(Math::log).toArray();
            double mean = 0;
            for (double log : logs) {
                mean += log / logs.length;
            }
            double squares = 0;
            for (double log : logs) {
                squares += (log - mean) * (log - mean);
            }
            double error = logs.length < 2 ? 0 : squares / (logs.length - 1) / logs.length;
            return new Logs(logs.length, mean, error);
        }
    }
}
