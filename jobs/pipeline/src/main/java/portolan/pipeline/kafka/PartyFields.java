// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyIdentity;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;

/** From the wire's parties to those that are decided with; numbers and contacts without content are left out. */
final class PartyFields {
    private static final Filer NOBODY = new Filer("", FilerRole.AGENT);

    private PartyFields() {}

    static List<Party> parties(List<portolan.schemas.avro.Party> wire, Filer filer, boolean remembersPersons) {
        List<Party> parties = new ArrayList<>(wire.size());
        for (portolan.schemas.avro.Party party : wire) {
            parties.add(party(party, filer, remembersPersons));
        }
        return parties;
    }

    /** A party that is named outside a filing; null where nobody is. */
    static @Nullable Party party(portolan.schemas.avro.@Nullable Party wire, boolean remembersPersons) {
        return wire == null ? null : party(wire, NOBODY, remembersPersons);
    }

    private static Party party(portolan.schemas.avro.Party wire, Filer filer, boolean remembersPersons) {
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
        String name = FieldFaults.text(wire.getRawName());
        PersonType personType = PersonType.valueOf(wire.getPersonType().name());
        Address address = address(wire.getAddress());
        boolean toOrder = wire.getIsToOrder();
        PartyIdentity identity = PartyIdentity.of(name, ids, personType, address, toOrder, remembersPersons);
        return new Party(
                Role.valueOf(wire.getRole().name()),
                name,
                ids,
                personType,
                address,
                contacts,
                toOrder,
                forwards(filer, ids) ? identity.asForwarder() : identity);
    }

    /** A party that files as forwarder is one, whatever its name says. */
    static boolean forwards(Filer filer, List<PartyId> ids) {
        if (filer.role() != FilerRole.FORWARDER && filer.role() != FilerRole.NVOCC) {
            return false;
        }
        for (PartyId id : ids) {
            if (id.value().equalsIgnoreCase(filer.id())) {
                return true;
            }
        }
        return false;
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
        String joined = null;
        for (String part : parts) {
            String text = FieldFaults.text(part);
            if (text != null) {
                joined = joined == null ? text : joined + ' ' + text;
            }
        }
        return joined;
    }
}
