// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;
import portolan.scoring.party.BoundedText;

/**
 * Who a party is, apart from how its name is spelled: a registered number when one is filed, else the words of its name
 * and the country.
 *
 * @param value {@code SCHEME:NUMBER}, {@code SCHEME:NUMBER|COUNTRY} or {@code NAME|COUNTRY},
 *     with {@code |TOWN} where the name is short or generic; upper case, at most
 *     {@value BoundedText#LONGEST} characters
 */
public record PartyKey(String value) {
    /** Fewer characters are within a longer number by chance. */
    private static final int SHORTEST_IN_ANOTHER = 7;

    private static final int LONGEST_BRANCH = 3;

    /**
     * The key of a party, or null when nothing long-term may or can be remembered of it: natural persons unless
     * configured, bills "to order", placeholders, parties without name and number.
     */
    public static @Nullable PartyKey of(@Nullable Party party) {
        return party == null ? null : party.identity().key();
    }

    /** The key that the party has, or would have without its registered numbers; null when its name says nothing. */
    public static @Nullable PartyKey byName(@Nullable Party party) {
        return party == null ? null : party.identity().byName();
    }

    /** The register that it is a number of; empty of a name. */
    private String register() {
        return value.substring(0, Math.max(0, value.indexOf(':')));
    }

    /** Whether both are numbers of one register: then two numbers are two parties. */
    public boolean isOfRegisterOf(PartyKey other) {
        return !register().isEmpty() && register().equals(other.register());
    }

    /**
     * Whether both are the same number in two forms: with and without its country, or as another register has it, as
     * an EORI is often a country's code and its tax number.
     */
    public boolean isFormOf(PartyKey other) {
        if (register().isEmpty() || other.register().isEmpty() || isOfAnotherCountry(other)) {
            return false;
        }
        String longer = number().length() < other.number().length() ? other.number() : number();
        String shorter = longer.equals(number()) ? other.number() : number();
        if (isOfRegisterOf(other)) {
            return longer.equals(shorter)
                    || (longer.endsWith(shorter) && isCountry(longer, longer.length() - shorter.length()));
        }
        int at = longer.indexOf(shorter);
        // A country before it, as in an EORI, and a branch behind it, as in NL812345678B01: no other letters.
        return shorter.length() >= SHORTEST_IN_ANOTHER
                && (at == 0 || (at > 0 && isCountry(longer, at)))
                && longer.length() - at - shorter.length() <= LONGEST_BRANCH;
    }

    /** A national number means something beside its country only. */
    private boolean isOfAnotherCountry(PartyKey other) {
        return value.indexOf('|') >= 0
                && other.value.indexOf('|') >= 0
                && !value.substring(value.indexOf('|')).equals(other.value.substring(other.value.indexOf('|')));
    }

    private static boolean isCountry(String number, int length) {
        return length == 2 && Character.isLetter(number.charAt(0)) && Character.isLetter(number.charAt(1));
    }

    private String number() {
        int country = value.indexOf('|');
        return value.substring(register().length() + 1, country < 0 ? value.length() : country);
    }

    static PartyKey ofText(String text) {
        return new PartyKey(BoundedText.of(text));
    }
}
