// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.ToldShares;

/** A probability as people say it: "1 in 12", "7 in 10", "98 in 100". */
public final class Odds {
    private Odds() {}

    /**
     * The probability in words, rounded the way each size is read: rare ones as one in so many, common ones in tenths,
     * near certain ones in hundredths. Never rounded to certainty.
     */
    public static String inWords(double probability, Texts texts) {
        if (!(probability > 1e-4)) {
            return texts.say("odds.under", Map.of("of", in(1, 10_000, texts)));
        }
        if (probability < 0.2) {
            return in(1, toTwoDigits(1 / probability), texts);
        }
        if (probability < 0.945) {
            return in(Math.round(probability * 10), 10, texts);
        }
        return probability > 0.99
                ? texts.say("odds.over", Map.of("of", in(99, 100, texts)))
                : in(Math.round(probability * 100), 100, texts);
    }

    private static String in(long part, long of, Texts texts) {
        return texts.say("odds.in", Map.of("part", part, "of", of));
    }

    /** A share that inspections bear out, with its interval: "1 in 9 (1 in 14 to 1 in 6)"; that it only ranks, of none. */
    public static String inWords(ToldShares.@Nullable Point told, Texts texts) {
        return told == null
                ? texts.say("odds.rank", Map.of())
                : texts.say(
                        "odds.told",
                        Map.of(
                                "share", inWords(told.share(), texts),
                                "low", inWords(told.low(), texts),
                                "high", inWords(told.high(), texts)));
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
