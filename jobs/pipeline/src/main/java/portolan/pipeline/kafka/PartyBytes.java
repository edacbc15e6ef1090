// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.PartyRole;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyIdentity;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;

/** Reads parties as {@link PartyFields} does, from their bytes. */
final class PartyBytes {
    private static final WireWords<Role> ROLES = WireWords.of(PartyRole.values(), Role::valueOf);
    private static final WireWords<PersonType> PERSON_TYPES =
            WireWords.of(portolan.schemas.avro.PersonType.values(), PersonType::valueOf);
    private static final WireWords<String> SCHEMES = WireWords.of(IdScheme.values(), name -> name);

    private PartyBytes() {}

    static List<Party> parties(AvroCursor in, Filer filer, boolean remembersPersons) {
        return in.list(party -> party(party, filer, remembersPersons));
    }

    private static Party party(AvroCursor in, Filer filer, boolean remembersPersons) {
        Role role = in.word(ROLES);
        String name = in.nullableText();
        List<PartyId> ids = in.list(PartyBytes::id);
        PersonType personType = in.word(PERSON_TYPES);
        Address address = in.isPresent() ? address(in) : null;
        List<Contact> contacts = in.list(PartyBytes::contact);
        boolean toOrder = in.flag();
        in.skipNullableText(); // resolvedEntityId
        if (in.isPresent()) {
            in.skip(Double.BYTES); // resolutionConfidence
        }
        PartyIdentity identity = PartyIdentity.of(name, ids, personType, address, toOrder, remembersPersons);
        return new Party(
                role,
                name,
                ids,
                personType,
                address,
                contacts,
                toOrder,
                PartyFields.forwards(filer, ids) ? identity.asForwarder() : identity);
    }

    private static @Nullable PartyId id(AvroCursor in) {
        String scheme = in.word(SCHEMES);
        String number = in.text();
        return number == null ? null : new PartyId(scheme, number);
    }

    private static @Nullable Contact contact(AvroCursor in) {
        String type = in.strippedText();
        String value = in.text();
        return value == null ? null : new Contact(type, value);
    }

    private static Address address(AvroCursor in) {
        String line1 = in.nullableText();
        String line2 = in.nullableText();
        String number = in.nullableText();
        String poBox = in.nullableText();
        String city = in.nullableText();
        String subdivision = in.nullableText();
        return new Address(
                joined(joined(line1, number), joined(line2, poBox)),
                joined(city, subdivision),
                in.nullableText(),
                in.nullableText(),
                in.nullableText());
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + ' ' + second;
    }
}
