// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A party as one filing names it.
 *
 * @param identity who it is apart from spelling
 */
public record Party(
        Role role,
        @Nullable String name,
        List<PartyId> ids,
        PersonType personType,
        @Nullable Address address,
        List<Contact> contacts,
        boolean toOrder,
        PartyIdentity identity) {
    public Party {
        ids = List.copyOf(ids);
        contacts = List.copyOf(contacts);
    }

    /** A party that is identified here, natural persons without a key. */
    public Party(
            Role role,
            @Nullable String name,
            List<PartyId> ids,
            PersonType personType,
            @Nullable Address address,
            List<Contact> contacts,
            boolean toOrder) {
        this(
                role,
                name,
                ids,
                personType,
                address,
                contacts,
                toOrder,
                PartyIdentity.of(name, ids, personType, address, toOrder, false));
    }

    /** The same party without the parts that are not asked for; who it is stays known. */
    Party only(Set<Part> parts) {
        return new Party(
                role,
                parts.contains(Part.NAMES) ? name : null,
                parts.contains(Part.NAMES) ? ids : List.of(),
                personType,
                parts.contains(Part.ADDRESSES) ? address : null,
                parts.contains(Part.CONTACTS) ? contacts : List.of(),
                toOrder,
                identity);
    }

    public PartyNature nature() {
        return identity.nature();
    }
}
