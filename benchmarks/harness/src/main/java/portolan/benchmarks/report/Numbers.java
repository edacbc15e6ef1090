// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as pages and charts print them: three figures are read, more are noise. */
final class Numbers {
    private static final MathContext FIGURES = new MathContext(3);
    private static final MathContext THOUSANDS = new MathContext(4);

    /** Below it zeros would be counted. */
    private static final double LEAST_WRITTEN_OUT = 0.0001;

    private Numbers() {}

    static String text(double value) {
        double size = Math.abs(value);
        if (size >= 1_000_000) {
            return String.format(Locale.ROOT, "%.2f M", value / 1_000_000);
        }
        if (size >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", new BigDecimal(value).round(THOUSANDS));
        }
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        if (size >= 1) {
            return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
        }
        if (size < LEAST_WRITTEN_OUT) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return new BigDecimal(value, FIGURES).stripTrailingZeros().toPlainString();
    }
}
