// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;

/**
 * An invented firm: name, address, numbers.
 *
 * @param id of a register, null where it is never filed
 * @param phone null where it is never filed
 * @param mail null where it is never filed
 */
record Firm(
        String country,
        String name,
        String city,
        String postcode,
        String street,
        String house,
        @Nullable PartyId id,
        @Nullable String phone,
        @Nullable String mail) {

    Firm at(Firm other) {
        return new Firm(country, name, other.city, other.postcode, other.street, other.house, id, phone, mail);
    }

    Firm reachedBy(@Nullable String otherPhone) {
        return new Firm(country, name, city, postcode, street, house, id, otherPhone, null);
    }

    Firm called(String other) {
        return new Firm(country, other, city, postcode, street, house, id, phone, mail);
    }

    Party as(PartyRole role) {
        Party party = new Party();
        party.setRole(role);
        party.setRawName(name);
        party.setIds(id == null ? List.of() : List.of(id));
        party.setPersonType(PersonType.LEGAL);
        Address address = new Address();
        address.setLine1(street);
        address.setNumber(house);
        address.setCity(city);
        address.setPostcode(postcode);
        address.setCountry(country);
        party.setAddress(address);
        List<Contact> contacts = new ArrayList<>(2);
        if (phone != null) {
            contacts.add(new Contact("TE", phone));
        }
        if (mail != null) {
            contacts.add(new Contact("EM", mail));
        }
        party.setContacts(contacts);
        party.setIsToOrder(false);
        return party;
    }

    /** As a paper writes it: name, town, country. */
    String shown() {
        return name + ", " + city + " (" + country + ")";
    }
}
