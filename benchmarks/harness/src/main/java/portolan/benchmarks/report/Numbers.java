package portolan.benchmarks.report;

import java.util.Locale;

/** Numbers as pages and charts print them: three figures are read, more are noise. */
final class Numbers {
    private Numbers() {}

    static String text(double value) {
        double size = Math.abs(value);
        if (size >= 1_000_000) {
            return String.format(Locale.ROOT, "%.2f M", value / 1_000_000);
        }
        if (size >= 10_000) {
            return String.format(Locale.ROOT, "%.1f k", value / 1_000);
        }
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
