// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Drafts;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;

/** A party of an EDIFACT message: NAD, and the CTA, COM and RFF under it. */
final class NamedParty {
    private static final Pattern SCAC = Pattern.compile("[A-Z]{2,4}");

    private static final Map<String, PartyRole> ROLES = Codes.table("NAD", PartyRole::valueOf);
    private static final Map<String, IdScheme> REGISTERS = Codes.table("register", IdScheme::valueOf);

    private final Values values;
    private final Party party;

    private NamedParty(Values values, Party party) {
        this.values = values;
        this.party = party;
    }

    /** The party of a NAD; null where its code is of no role that a filing has. */
    static @Nullable NamedParty of(Segment nad, Values values) {
        PartyRole role = values.code("parties[*].role", nad.text(1), ROLES, PartyRole.class);
        if (role == null) {
            return null;
        }
        NamedParty named =
                new NamedParty(values, Party.newBuilder().setRole(role).build());
        named.name(nad);
        String id = id(nad, values);
        if (id != null) {
            named.identify(
                    role == PartyRole.CARRIER && SCAC.matcher(id).matches() ? IdScheme.SCAC : IdScheme.OTHER, id);
        }
        return named;
    }

    /** C082 of a NAD: who it is in the sender's list; null where it does not say. */
    static @Nullable String id(Segment nad, Values values) {
        return values.text(nad.text(2));
    }

    Party party() {
        return party;
    }

    /**
     * Structured: C080 name, C059 street, city and so on. Without those, and with a C058, or lines in C080, it is text
     * whose first line is the name.
     */
    private void name(Segment nad) {
        String street = nad.joined(5, 1);
        String city = nad.free(6, 1);
        boolean structured = !street.isBlank() || !city.isBlank();
        Address address = new Address();
        int of = nad.components(4).stream().allMatch(String::isBlank) ? 3 : 4;
        if (structured) {
            party.setRawName(values.text(nad.joined(of, 1)));
            address.setLine1(values.text(nad.free(5, 1)));
            address.setLine2(values.text(nad.joined(5, 2)));
            address.setCity(values.text(city));
        } else {
            int lines = nameLines(nad, of);
            party.setRawName(values.text(firstLines(nad, of, lines)));
            String rest = nad.joined(of, lines + 1);
            String text = of == 4 ? nad.joined(3, 1) : "";
            address.setRawText(values.text((rest + ' ' + text).strip()));
        }
        address.setSubdivision(values.text(nad.text(7)));
        address.setPostcode(values.text(nad.text(8)));
        address.setCountry(values.text(nad.text(9)));
        if (!address.equals(new Address())) {
            party.setAddress(address);
        }
    }

    /** A name longer than a line goes on in the next; a street's number begins an address. */
    private static int nameLines(Segment nad, int of) {
        int lines = 1;
        while (lines < nad.components(of).size()
                && Segment.FULL.contains(nad.free(of, lines).length())
                && !nad.free(of, lines + 1).matches("\\s*[0-9].*")) {
            lines++;
        }
        return lines;
    }

    private static String firstLines(Segment nad, int of, int lines) {
        StringBuilder name = new StringBuilder();
        for (int line = 1; line <= lines; line++) {
            name.append(nad.free(of, line));
        }
        return name.toString();
    }

    /** Takes an RFF if it gives a number of this party. */
    boolean reference(Segment rff) {
        IdScheme scheme = REGISTERS.get(rff.text(1));
        String id = values.text(rff.text(1, 2));
        if (scheme == null || id == null) {
            return false;
        }
        identify(scheme, id);
        return true;
    }

    private void identify(IdScheme scheme, String id) {
        party.setIds(Drafts.plus(party.getIds(), new PartyId(scheme, id)));
    }

    /** COM: number or address, and which of both. */
    void contact(Segment com) {
        for (int element = 1; element <= com.elements(); element++) {
            String value = values.text(com.text(element));
            if (value != null) {
                String type = com.text(element, 2);
                String kind = type.isEmpty() ? (value.contains("@") ? "EM" : "TE") : type;
                party.setContacts(Drafts.plus(party.getContacts(), new Contact(kind, value)));
            }
        }
    }
}
