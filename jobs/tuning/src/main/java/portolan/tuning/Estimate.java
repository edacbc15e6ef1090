// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

/**
 * A number that is estimated, with its 95 % interval. Sums and differences of independent estimates have their
 * intervals by the method of variance estimates recovery (Zou and Donner, Statistics in Medicine 27, 2008), which keeps
 * lopsided intervals lopsided.
 *
 * @param value NaN where nothing is known but the bounds
 */
public record Estimate(double value, double low, double high) {
    /** What is known exactly. */
    public static Estimate exactly(double value) {
        return new Estimate(value, value, value);
    }

    public Estimate plus(Estimate other) {
        if (isUnknown() || other.isUnknown()) {
            return new Estimate(Double.NaN, low + other.low, high + other.high);
        }
        double sum = value + other.value;
        return new Estimate(
                sum,
                sum - Math.hypot(value - low, other.value - other.low),
                sum + Math.hypot(high - value, other.high - other.value));
    }

    public Estimate minus(Estimate other) {
        return plus(new Estimate(-other.value, -other.high, -other.low));
    }

    public boolean isUnknown() {
        return Double.isNaN(value);
    }
}
