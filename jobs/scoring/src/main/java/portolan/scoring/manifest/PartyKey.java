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

    static PartyKey ofText(String text) {
        return new PartyKey(BoundedText.of(text));
    }
}
