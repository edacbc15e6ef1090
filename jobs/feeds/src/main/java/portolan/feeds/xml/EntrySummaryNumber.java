// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How ICS1 wants numbers written. */
final class EntrySummaryNumber {
    private static final int MOST_DIGITS = 11;
    private static final int MOST_DECIMALS = 3;

    /** Sums of exponents need memory without bound. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{0,20})?");

    private EntrySummaryNumber() {}

    /** The number that a text is; null where it is none, or written with an exponent. */
    static @Nullable BigDecimal of(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** Whether it has no leading zeros. */
    static boolean isPlain(String number) {
        return !number.startsWith("0") || number.length() == 1;
    }

    static boolean isUnsigned(String number) {
        return !number.contains("+") && !number.contains("-");
    }

    /** Checks a mass. */
    static void check(XmlNode mass, EntrySummaryParty.Asking asking) {
        String text = mass.text();
        String digits = text.replaceAll("^[+-]+", "");
        int point = text.indexOf('.');
        asking.ask(8674, mass, isPlain(digits) || digits.startsWith("0."), "no leading zeros in a mass");
        int length = text.replaceAll("[^0-9]", "").length();
        asking.ask(8675, mass, length <= MOST_DIGITS, "a mass has at most 11 digits");
        boolean rounded = point < 0 || text.length() - point - 1 <= MOST_DECIMALS;
        asking.ask(8676, mass, rounded, "a mass has at most 3 decimals");
        boolean around = point < 0 || (!digits.startsWith(".") && !digits.endsWith("."));
        asking.ask(8677, mass, around, "digits must stand before and after the point of a mass");
    }
}
