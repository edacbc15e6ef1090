// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Role;
import portolan.scoring.party.PartyTerms;
import portolan.scoring.party.ReadName;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * Words where a party's name or street should stand: 1 when a party's name or street is on the list of placeholders
 * ({@code portolan/party/terms.csv}), else 0.
 *
 * <p>Not of a party to be notified, which is "same as consignee" in good order. No reading when no party is named.
 */
final class PlaceholderParty extends CaseIndicator {
    PlaceholderParty() {
        super("placeholder_party");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        int named = 0;
        for (Party party : event.live().parties()) {
            String name = party.name();
            if (name == null || party.role() == Role.NOTIFY) {
                continue;
            }
            named++;
            Address address = party.address();
            String street = address == null ? null : address.street();
            // Who has a key by its name has no placeholder for one: nothing is read again that identity has read.
            if (party.identity().byName() == null && isPlaceholder(name)) {
                return hit(party, "is named \"" + name + '"');
            }
            if (street != null && !hasDigit(street) && isPlaceholder(street)) {
                return hit(party, "has the street \"" + street + '"');
            }
        }
        return nobody(named);
    }

    /** No placeholder has one, nearly every street has. */
    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlaceholder(String text) {
        return ReadName.of(text).kind() == PartyTerms.Kind.PLACEHOLDER;
    }

    private Reading hit(Party party, String how) {
        return reading(1, Wording.role(party.role()) + ' ' + how);
    }

    private @Nullable Reading nobody(int named) {
        return named == 0
                ? null
                : reading(0, Wording.counted(named, "named party", "named parties") + ", no placeholder");
    }
}
