// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number that some register gave, apart from blanks, punctuation and case. Ordered by the strength of the register:
 * the first is who a party is.
 *
 * @param scheme the register, upper case
 */
public record RegisteredNumber(String scheme, String number) implements Comparable<RegisteredNumber> {
    /** Strongest first. A register that is not listed comes last. */
    private static final List<String> SCHEMES = List.of("EORI", "VAT", "TIN", "SCAC");

    /** Registers whose numbers mean the same everywhere, since they carry their country or have one owner. */
    private static final Set<String> WORLDWIDE = Set.of("EORI", "VAT", "SCAC");

    /** A taxpayer's number under the name that its country gives it. */
    private static final Set<String> TAXPAYER = Set.of("NIPT", "NUIS", "PIB", "AFM", "VKN", "EIK", "EDB", "OIB");

    /** What filers key in when a number is required and they have none. */
    private static final Set<String> JUNK = Set.of("""
        NA NONE NULL NIL UNKNOWN UNKN TBA TBD TBC NOTAVAILABLE NOTAPPLICABLE NOTKNOWN NOTPROVIDED NOID
        NOEORI NOTIN NOVAT PRIVATE PERSONAL TEST DUMMY PENDING 12345 123456 1234567 12345678 123456789
        1234567890 0123456789\
        """.split("\\s+", -1));

    private static final Comparator<RegisteredNumber> ORDER = Comparator.<RegisteredNumber>comparingInt(n -> {
                int place = SCHEMES.indexOf(n.scheme);
                return place < 0 ? SCHEMES.size() : place;
            })
            .thenComparing(RegisteredNumber::scheme)
            .thenComparing(RegisteredNumber::number);

    /** The number, or null when what was filed is none. */
    public static @Nullable RegisteredNumber of(String scheme, String filed) {
        String number = lettersAndDigits(filed);
        String stated = lettersAndDigits(scheme);
        String register = TAXPAYER.contains(stated) ? "TIN" : stated;
        boolean behindCountry = WORLDWIDE.contains(register) && startsWithCountry(number);
        return isJunk(number) || (behindCountry && isJunk(number.substring(2)))
                ? null
                : new RegisteredNumber(register, number);
    }

    public boolean isWorldwide() {
        return WORLDWIDE.contains(scheme);
    }

    private static boolean startsWithCountry(String number) {
        return number.length() > 6
                && Character.isLetter(number.charAt(0))
                && Character.isLetter(number.charAt(1))
                && Character.isDigit(number.charAt(2));
    }

    private static boolean isJunk(String number) {
        if (JUNK.contains(number)) {
            return true;
        }
        for (int i = 1; i < number.length(); i++) {
            if (number.charAt(i) != number.charAt(0)) {
                return false;
            }
        }
        return true; // empty, one character, or one that repeats
    }

    private static String lettersAndDigits(String text) {
        boolean clean = true;
        for (int i = 0; i < text.length() && clean; i++) {
            char c = text.charAt(i);
            clean = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        }
        return clean ? text : NameKey.plain(text).replace(" ", "");
    }

    @Override
    public int compareTo(RegisteredNumber other) {
        return ORDER.compare(this, other);
    }
}
