// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;

/** One movement of a container from its EQD and the segments around it. */
final class Moves {
    static final Map<String, ContainerEvent> STATUS = Codes.table("movement", ContainerEvent::valueOf);

    private Moves() {}

    /** What the profile says of this message's movements, else what the format does. */
    static EventClassifier classifier(Values values, String type, EventClassifier usual) {
        EventClassifier meant = values.code("classifier", type, Map.of(), EventClassifier.class);
        return meant == null ? usual : meant;
    }

    /**
     * A movement with what EQD, SEL, RFF, NAD and TDT around the container say; without what happened, where and when.
     *
     * @param own segments under the container, or under what it stands under
     */
    static ContainerMoved of(List<Segment> own, EventHead head) {
        Values values = head.values();
        ContainerMoved event = new ContainerMoved();
        Segment eqd = Segment.first(own, "EQD");
        Segment named = Segment.first(own, "RFF", "EQ");
        String id = values.text(eqd.text(2));
        event.setEquipmentId(id == null ? values.text(named.text(1, 2)) : id);
        event.setFullEmpty(values.optionalCode("fullEmpty", eqd.text(6), Boxes.PACKED, PackedStatus.class));
        List<String> seals = new ArrayList<>();
        for (Segment segment : own) {
            String seal = segment.is("SEL") ? values.text(segment.text(1)) : null;
            if (seal != null && !seals.contains(seal)) {
                seals.add(seal);
            }
        }
        event.setSeals(seals);
        Segment bill = Segment.first(own, "RFF", "BM", "BH", "HWB", "MB", "AAM");
        event.setBillNumber(values.text(bill.text(1, 2)));
        event.setCarrier(carrier(own, head));
        NamedParty party = NamedParty.of(Segment.first(own, "NAD", "CN"), values);
        event.setConsignee(party == null ? null : party.party());
        event.setSourceMessageType(head.type());
        event.setSender(head.sender());
        return event;
    }

    /** NAD CF, the container's operator, else CA; of the container, else of the message, else of its TDT. */
    private static @Nullable String carrier(List<Segment> own, EventHead head) {
        Values values = head.values();
        for (List<Segment> among : List.of(own, head.segments())) {
            for (String role : List.of("CF", "CA")) {
                String id = NamedParty.id(Segment.first(among, "NAD", role), values);
                if (id != null) {
                    return id;
                }
            }
        }
        return values.text(head.ship().text(5));
    }

    /** Names who brings or fetches the container by land, from a TDT under it. */
    static void land(ContainerMoved event, List<Segment> own, Values values) {
        for (Segment tdt : own) {
            if (tdt.is("TDT") && !tdt.text(3).equals("1") && !tdt.text(1).equals("20")) {
                event.setVehicleId(values.text(tdt.text(8)));
                String name = values.text(tdt.free(5, 4));
                String code = values.text(tdt.text(5));
                if (name != null || code != null) {
                    event.setHaulier(Party.newBuilder()
                            .setRole(PartyRole.CARRIER)
                            .setRawName(name)
                            .setIds(code == null ? List.of() : List.of(new PartyId(IdScheme.OTHER, code)))
                            .build());
                }
                return;
            }
        }
    }

    /** The place of a LOC: its UN/LOCODE, and the terminal in it. */
    static void place(ContainerMoved event, Segment loc, Values values) {
        String code = values.text(values.meaning("locode", loc.text(2)));
        String locode = code == null ? null : Codes.locode(code);
        event.setLocode(locode);
        String terminal = values.text(loc.text(3));
        String facility = terminal == null ? values.text(loc.free(3, 4)) : terminal;
        if (facility == null && locode == null) {
            facility = code == null ? values.text(loc.free(2, 4)) : code;
        }
        event.setFacility(facility);
    }
}
