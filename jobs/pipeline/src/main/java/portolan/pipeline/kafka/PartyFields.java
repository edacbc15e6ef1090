package portolan.pipeline.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;

/** From the wire's parties to those that are decided with; numbers and contacts without content are left out. */
final class PartyFields {
    private PartyFields() {}

    static List<Party> parties(List<portolan.schemas.avro.Party> wire) {
        return wire.stream().map(PartyFields::party).toList();
    }

    private static Party party(portolan.schemas.avro.Party wire) {
        List<PartyId> ids = new ArrayList<>();
        for (portolan.schemas.avro.PartyId id : wire.getIds()) {
            String number = FieldFaults.text(id.getValue());
            if (number != null) {
                ids.add(new PartyId(id.getScheme().name(), number));
            }
        }
        List<Contact> contacts = new ArrayList<>();
        for (portolan.schemas.avro.Contact contact : wire.getContacts()) {
            String value = FieldFaults.text(contact.getValue());
            if (value != null) {
                contacts.add(new Contact(contact.getType().strip(), value));
            }
        }
        return new Party(
                Role.valueOf(wire.getRole().name()),
                FieldFaults.text(wire.getRawName()),
                ids,
                PersonType.valueOf(wire.getPersonType().name()),
                address(wire.getAddress()),
                contacts,
                wire.getIsToOrder());
    }

    private static @Nullable Address address(portolan.schemas.avro.@Nullable Address wire) {
        return wire == null
                ? null
                : new Address(
                        joined(wire.getLine1(), wire.getNumber(), wire.getLine2(), wire.getPoBox()),
                        joined(wire.getCity(), wire.getSubdivision()),
                        FieldFaults.text(wire.getPostcode()),
                        FieldFaults.text(wire.getCountry()),
                        FieldFaults.text(wire.getRawText()));
    }

    private static @Nullable String joined(@Nullable String... parts) {
        return FieldFaults.text(
                Stream.of(parts).map(FieldFaults::text).filter(Objects::nonNull).collect(Collectors.joining(" ")));
    }
}
