// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.Locale;

/** A probability as people say it: "1 in 12", "7 in 10", "98 in 100". */
public final class Odds {
    private Odds() {}

    /**
     * The probability in words, rounded the way each size is read: rare ones as one in so many, common ones in tenths,
     * near certain ones in hundredths. Never rounded to certainty.
     */
    public static String inWords(double probability) {
        if (!(probability > 1e-4)) {
            return "under 1 in 10,000";
        }
        if (probability < 0.2) {
            return "1 in " + String.format(Locale.ROOT, "%,d", toTwoDigits(1 / probability));
        }
        if (probability < 0.945) {
            return Math.round(probability * 10) + " in 10";
        }
        return probability > 0.99 ? "over 99 in 100" : Math.round(probability * 100) + " in 100";
    }

    /** By how much so many bits multiply the odds, to two digits: "x2.8", "x13", "x3,400". */
    public static String times(double bits) {
        double factor = Math.pow(2, bits);
        return factor < 9.95
                ? "x" + String.format(Locale.ROOT, "%.1f", factor)
                : "x" + String.format(Locale.ROOT, "%,d", toTwoDigits(factor));
    }

    /** Nobody acts differently on 1 in 1,234 than on 1 in 1,200. */
    private static long toTwoDigits(double number) {
        long step = 1;
        while (number / step >= 100) {
            step *= 10;
        }
        return Math.round(number / step) * step;
    }
}
