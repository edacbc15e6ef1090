// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.Seal;
import portolan.scoring.kind.contact.ContactKeys;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyIdentity;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.party.ReadName;

/**
 * The identities that one filing names. Contacts and addresses of natural persons are left out: they join nothing. Of a
 * filing that names very many the first are taken, about as many as the engine looks at: no filing fills the index.
 */
public final class FiledIdentities {
    /** As the prefixes of boxes by which the engine knows a filer. */
    static final int MOST_BOXES = 64;

    /** Those of so many boxes, as of the engine's memory of seals; of each box so many. */
    static final int MOST_SEALED = 32;

    static final int MOST_SEALS = 8;
    static final int MOST_PARTIES = 64;
    static final int MOST_CONTACTS = 8;

    private static final int SHORTEST = 3;
    private static final int LONGEST = 200;
    private static final int SHORTEST_ADDRESS = 10;
    private static final String NO_ROLE = "";

    private final Set<Filed> found = new LinkedHashSet<>();

    /**
     * One identity in one place of a filing.
     *
     * @param role of the party; of other things what they are there
     * @param seat the party's place in the filing, so that its name, contacts and address are seen together
     */
    public record Filed(IdentityKind kind, String value, String label, String role, int seat) {}

    private FiledIdentities() {}

    public static Set<Filed> of(Filing filing) {
        FiledIdentities identities = new FiledIdentities();
        identities.bill(filing);
        identities.means(filing);
        List<Equipment> boxes = first(filing.getEquipment(), MOST_BOXES);
        for (int i = 0; i < boxes.size(); i++) {
            Equipment equipment = boxes.get(i);
            identities.add(IdentityKind.BOX, letters(equipment.getId()), equipment.getId(), NO_ROLE, 0);
            for (Seal seal : first(equipment.getSeals(), i < MOST_SEALED ? MOST_SEALS : 0)) {
                identities.add(IdentityKind.SEAL, letters(seal.getNumber()), seal.getNumber(), equipment.getId(), 0);
            }
        }
        List<Party> parties = first(filing.getParties(), MOST_PARTIES);
        for (int seat = 0; seat < parties.size(); seat++) {
            identities.party(parties.get(seat), seat + 1);
        }
        return identities.found;
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private void bill(Filing filing) {
        String key = filing.getConsignmentKey();
        add(IdentityKind.BILL, letters(key), key, "KEY", 0);
        String number = filing.getTransportDocument().getNumber();
        add(IdentityKind.BILL, letters(number), number, NO_ROLE, 0);
        if (filing.getMasterDocument() != null) {
            String master = filing.getMasterDocument().getNumber();
            add(IdentityKind.BILL, letters(master), master, "MASTER", 0);
        }
        add(IdentityKind.FILING, letters(filing.getFilingId()), filing.getFilingId(), NO_ROLE, 0);
        if (filing.getUcr() != null) {
            add(IdentityKind.FILING, letters(filing.getUcr()), filing.getUcr(), "UCR", 0);
        }
    }

    private void means(Filing filing) {
        for (String name : new String[] {
            filing.getConveyance().getId(),
            filing.getConveyance().getName(),
            filing.getConveyance().getVoyage()
        }) {
            if (name != null) {
                add(IdentityKind.MEANS, letters(name), name, NO_ROLE, 0);
            }
        }
    }

    private void party(Party party, int seat) {
        String role = party.getRole().name();
        String name = party.getRawName();
        if (name != null) {
            add(IdentityKind.NAME, ReadName.plainOf(name), name, role, seat);
        }
        PartyIdentity identity = identity(party);
        if (identity.key() == null) {
            return;
        }
        String key = identity.key().value();
        add(IdentityKind.PARTY, key, name == null ? key : name, role, seat);
        Address address = party.getAddress();
        String country = address == null ? null : address.getCountry();
        for (Contact contact : first(party.getContacts(), MOST_CONTACTS)) {
            add(IdentityKind.CONTACT, contact(contact.getValue(), country), contact.getValue(), role, seat);
        }
        String place = address == null ? "" : inOneLine(address);
        if (place.length() >= SHORTEST_ADDRESS) {
            add(IdentityKind.ADDRESS, ReadName.plainOf(place), place, role, seat);
        }
    }

    private static PartyIdentity identity(Party party) {
        List<PartyId> ids = party.getIds().stream()
                .map(id -> new PartyId(id.getScheme().name(), id.getValue()))
                .toList();
        return PartyIdentity.of(
                party.getRawName(),
                ids,
                PersonType.valueOf(party.getPersonType().name()),
                address(party.getAddress()),
                party.getIsToOrder(),
                false);
    }

    private static portolan.scoring.manifest.@Nullable Address address(@Nullable Address address) {
        return address == null
                ? null
                : new portolan.scoring.manifest.Address(
                        address.getLine1(),
                        address.getCity(),
                        address.getPostcode(),
                        address.getCountry(),
                        address.getRawText());
    }

    private static String inOneLine(Address address) {
        if (address.getLine1() == null || address.getCity() == null) {
            return address.getRawText() == null ? "" : address.getRawText();
        }
        StringBuilder line = new StringBuilder();
        for (String part : new String[] {
            address.getLine1(), address.getNumber(), address.getPostcode(), address.getCity(), address.getCountry()
        }) {
            if (part != null && !part.isBlank()) {
                line.append(line.isEmpty() ? "" : ", ").append(part.strip());
            }
        }
        return line.toString();
    }

    /** A telephone as its digits with the country's code, an e-mail in small letters. */
    static String contact(String value, @Nullable String country) {
        if (value.indexOf('@') >= 0) {
            return value.strip().toLowerCase(Locale.ROOT);
        }
        String telephone = ContactKeys.telephone(value, country);
        return telephone == null ? "" : telephone;
    }

    /** Capital letters and digits only, as numbers are compared. */
    static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toUpperCase)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private void add(IdentityKind kind, String value, String label, String role, int seat) {
        if (value.length() >= SHORTEST) {
            String cut = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
            found.add(new Filed(kind, cut, label.strip(), role, seat));
        }
    }
}
