// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.List;
import java.util.Locale;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.PartyIdentity;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.party.NameKey;

/**
 * A name of which it is known whose it is, as the key and as a plain normaliser see it.
 *
 * @param entity whose it is
 * @param key what the engine would remember it under; the name itself where that is nobody
 * @param plainly upper case, no punctuation, no legal form; and the country
 */
record NamedParty(String entity, String name, String key, String plainly) {

    static NamedParty company(String entity, String name, String country) {
        return of(entity, name, PersonType.LEGAL, new Address(null, null, null, country, null));
    }

    /** A natural person, remembered as where that is configured. */
    static NamedParty person(String entity, String name, String town) {
        return of(entity, name, PersonType.NATURAL, new Address(null, town, null, null, null));
    }

    private static NamedParty of(String entity, String name, PersonType type, Address address) {
        PartyIdentity identity = PartyIdentity.of(name, List.of(), type, address, false, true);
        String key = identity.key() == null ? "nobody: " + name : identity.key().value();
        return new NamedParty(entity, name, key, plainly(name, type) + '|' + address.country() + '|' + address.city());
    }

    /**
     * The normaliser that anybody would write, with the same table of legal forms as the key, so that what the key
     * gains is not the table's merit.
     */
    private static String plainly(String name, PersonType type) {
        StringBuilder plain = new StringBuilder(name.length());
        for (char letter : name.toUpperCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(letter)) {
                plain.append(letter);
            } else if (letter != '\''
                    && letter != '’'
                    && plain.length() > 0
                    && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        }
        String text = plain.toString().strip();
        return type == PersonType.NATURAL ? text : NameKey.withoutLegalForm(text);
    }
}
