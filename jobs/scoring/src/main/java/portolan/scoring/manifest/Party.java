package portolan.scoring.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A party as one filing names it; who it is apart from spelling is its {@link PartyKey}. */
public record Party(
        Role role,
        @Nullable String name,
        List<PartyId> ids,
        PersonType personType,
        @Nullable Address address,
        List<Contact> contacts,
        boolean toOrder) {
    public Party {
        ids = List.copyOf(ids);
        contacts = List.copyOf(contacts);
    }
}
