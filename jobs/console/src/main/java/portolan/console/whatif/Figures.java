// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;
import portolan.tuning.Estimate;
import portolan.tuning.WhatIfAnswer;

/** Numbers as people read them: no more digits than they can use, and a dash where there is none. */
final class Figures {
    static final String NONE = "-";

    private static final int SHORT_HASH = 12;

    private Figures() {}

    /** So many a day: 0.25, 3.41, 36.1, 1,204. */
    static String rate(double rate) {
        return rounded(rate, "%,.");
    }

    /** A difference a day, with its sign. */
    static String signedRate(double difference) {
        String shown = rounded(difference, "%+,.");
        return isNothing(shown) ? "0" : shown;
    }

    private static String rounded(double value, String format) {
        double size = Math.abs(value);
        int decimals = size == 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, format + decimals + 'f', value);
    }

    private static boolean isNothing(String shown) {
        return shown.chars().noneMatch(c -> c >= '1' && c <= '9');
    }

    static String bits(double bits) {
        return Double.isNaN(bits) ? NONE : String.format(Locale.ROOT, "%.2f", bits);
    }

    static String signedBits(double bits) {
        return String.format(Locale.ROOT, "%+.2f", bits);
    }

    /** By how much it changed, in percent; empty where there was nothing to change. */
    static String change(double then, double now) {
        if (then == 0) {
            return "";
        }
        double percent = 100 * (now - then) / then;
        String shown = String.format(Locale.ROOT, Math.abs(percent) < 9.95 ? "%+.1f" : "%+,.0f", percent);
        return (isNothing(shown) ? "0" : shown) + " %";
    }

    static String percent(double share) {
        if (Double.isNaN(share)) {
            return NONE;
        }
        double percent = 100 * share;
        boolean isWhole = percent == 0 || percent >= 99.95;
        return String.format(Locale.ROOT, isWhole ? "%.0f %%" : "%.1f %%", percent);
    }

    /** A factor: 0.31, 12.4. */
    static String factor(double factor) {
        return Double.isNaN(factor) ? NONE : rounded(factor, "%,.");
    }

    /** A count that is estimated: "820 (760 to 880)", or its bounds alone. */
    static String estimate(Estimate estimate) {
        String range = whole(estimate.low()) + " to " + whole(estimate.high());
        return estimate.isUnknown() ? "unknown, " + range : whole(estimate.value()) + " (" + range + ")";
    }

    /** A number of offences that is estimated, in a sentence: "about 12 offences (3 to 20)". */
    static String offences(Estimate estimate) {
        String range = " (" + whole(estimate.low()) + " to " + whole(estimate.high()) + ")";
        return estimate.isUnknown()
                ? "an unknown number of offences" + range
                : "about " + TextLine.counted(Math.round(estimate.value()), "offence") + range;
    }

    static String whole(double value) {
        return TextLine.number(Math.round(value));
    }

    /** A difference between counts that is estimated: "90 more (20 to 160)", "12 fewer (30 fewer to 6 more)". */
    static String difference(Estimate difference) {
        long value = Math.round(difference.value());
        long low = Math.round(difference.low());
        long high = Math.round(difference.high());
        if (value >= 0 && low >= 0) {
            return TextLine.number(value) + " more (" + TextLine.number(low) + " to " + TextLine.number(high) + ")";
        }
        if (value <= 0 && high <= 0) {
            return TextLine.number(-value) + " fewer (" + TextLine.number(-high) + " to " + TextLine.number(-low) + ")";
        }
        return more(value) + " (" + more(low) + " to " + more(high) + ")";
    }

    private static String more(long difference) {
        return TextLine.number(Math.abs(difference)) + (difference < 0 ? " fewer" : " more");
    }

    /** A rule set by name, version and the first letters of its hash. */
    static String named(RuleSetRef ruleSet) {
        String hash = ruleSet.hash();
        return TextLine.harmless(ruleSet.name()) + " version " + ruleSet.version() + " ("
                + hash.substring(0, Math.min(SHORT_HASH, hash.length())) + (ruleSet.unsigned() ? ", unsigned" : "")
                + ")";
    }

    /** An office; where there are several tenants, with the one whose it is. */
    static String office(WhatIfAnswer.About about, String tenant, @Nullable String office) {
        String name = office == null ? "(no office)" : TextLine.harmless(office);
        return about.tenants().size() > 1 ? name + " of " + TextLine.harmless(tenant) : name;
    }

    static String lane(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }

    /** What a lane asks of people. */
    static String meaning(Lane lane) {
        return switch (lane) {
            case RED -> "examine";
            case YELLOW -> "check documents";
            case BLUE -> "audit later";
            case GREEN -> "release";
        };
    }
}
