package portolan.scoring.manifest;

import java.util.List;
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

    public PartyNature nature() {
        return identity.nature();
    }
}
