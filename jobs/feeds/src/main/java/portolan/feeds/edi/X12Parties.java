// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Drafts;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;

/** The parties of a bill in X12: N1, and the N3, N4, PER and G61 under it. */
final class X12Parties {
    private static final Map<String, PartyRole> ROLES = Codes.table("N1", PartyRole::valueOf);

    private final Values values;
    private final Attributes attributes;
    private final List<Party> all = new ArrayList<>();
    private @Nullable Party party;

    X12Parties(Values values, Attributes attributes) {
        this.values = values;
        this.attributes = attributes;
    }

    List<Party> all() {
        return all;
    }

    /** What follows is of no party. */
    void end() {
        party = null;
    }

    /** N1; one of a role that a filing does not have is an attribute. */
    void begin(Segment segment) {
        party = null;
        String code = segment.text(1);
        PartyRole role = values.code("parties[*].role", code, ROLES, PartyRole.class);
        if (role == null) {
            attributes.add("N1-" + code, segment.text(2));
            return;
        }
        Party named = Party.newBuilder().setRole(role).build();
        named.setRawName(values.text(segment.free(2, 1)));
        String id = values.text(segment.text(4));
        if (id != null) {
            named.setIds(List.of(new PartyId(segment.text(3).equals("2") ? IdScheme.SCAC : IdScheme.OTHER, id)));
        }
        all.add(named);
        party = named;
    }

    /** N3, N4, PER or G61; an attribute where no party was begun. */
    void detail(Segment segment) {
        if (party == null) {
            attributes.add(segment);
            return;
        }
        if (segment.is("PER") || segment.is("G61")) {
            for (int at = 3; at < segment.elements(); at += 2) {
                String value = values.text(segment.text(at + 1));
                if (value != null) {
                    party.setContacts(Drafts.plus(party.getContacts(), new Contact(segment.text(at), value)));
                }
            }
            return;
        }
        Address address = party.getAddress() == null ? new Address() : party.getAddress();
        if (segment.is("N3")) {
            address.setLine1(values.text(segment.free(1, 1)));
            address.setLine2(values.text(segment.free(2, 1)));
        } else {
            address.setCity(values.text(segment.text(1)));
            address.setSubdivision(values.text(segment.text(2)));
            address.setPostcode(values.text(segment.text(3)));
            address.setCountry(values.text(segment.text(4)));
        }
        party.setAddress(address);
    }
}
