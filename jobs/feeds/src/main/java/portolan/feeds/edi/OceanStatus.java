// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.feeds.Codes;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.lines.FaultException;

/** X12 315, the status of a container with an ocean carrier: one movement for each B4. */
final class OceanStatus {
    private static final Map<String, PackedStatus> PACKED = Codes.table("B4", PackedStatus::valueOf);

    private final EdiFormat.Head head;
    private final Values values;

    private OceanStatus(EdiFormat.Head head) {
        this.head = head;
        this.values = head.values();
    }

    static EdiFormat.Reading reading(EdiFormat.Head head) {
        OceanStatus reading = new OceanStatus(head);
        return EdiFormat.slices(
                "B4",
                (slice, out) ->
                        out.move(slice.from(), slice.to(), slice.part(), () -> reading.event(slice.segments(), out)));
    }

    private @Nullable ContainerMoved event(List<Segment> own, Bills out) throws FaultException {
        Segment b4 = own.get(0);
        String code = b4.text(3);
        ContainerMoved event = new ContainerMoved();
        event.setEquipmentId(container(b4, own));
        if (event.getEquipmentId() == null) {
            out.skip("status without a container: " + code);
            return null;
        }
        ContainerEvent what = values.requiredCode("event", "B4-03", code, Moves.STATUS, ContainerEvent.class);
        event.setEvent(what);
        event.setClassifier(Moves.classifier(values, "315", EventClassifier.ACTUAL));
        event.setFullEmpty(values.optionalCode("fullEmpty", b4.text(9), PACKED, PackedStatus.class));
        if (event.getFullEmpty() == null && (code.equals("RD") || code.equals("EE"))) {
            event.setFullEmpty(PackedStatus.EMPTY);
        }
        event.put("at", values.dayAndTime(b4.text(4), b4.text(5), "at"));
        event.put("reportedAt", head.sentAt("reportedAt"));
        event.setSender(head.sender());
        event.setSourceMessageType("315");
        event.setBillNumber(reference(own, "BM", "MB"));
        event.setSeals(seals(own));
        event.setCarrier(reference(own, "SCA"));
        Segment ship = Segment.first(own, "Q2");
        event.setVesselImo(Codes.shipNumber(ship.text(1)));
        event.setVesselName(values.text(ship.text(13)));
        event.setVoyage(values.text(ship.text(9)));
        place(event, b4, own, what);
        return event;
    }

    /** B4-07, B4-08 and the check digit in B4-13, else N9 EQ. */
    private @Nullable String container(Segment b4, List<Segment> own) {
        String number = b4.text(8);
        if (!number.isEmpty()) {
            return b4.text(7) + number + (number.length() == 6 ? b4.text(13) : "");
        }
        return reference(own, "EQ");
    }

    private @Nullable String reference(List<Segment> own, String... qualifiers) {
        return values.text(Segment.first(own, "N9", qualifiers).text(2));
    }

    private List<String> seals(List<Segment> own) {
        return own.stream()
                .filter(segment -> segment.is("N9") && segment.text(1).equals("SN"))
                .map(segment -> segment.text(2))
                .filter(seal -> values.text(seal) != null)
                .distinct()
                .toList();
    }

    /** B4-11 where it is a UN/LOCODE, else R4 5, else the port that the movement is of; B4-11 in words besides. */
    private void place(ContainerMoved event, Segment b4, List<Segment> own, ContainerEvent what) {
        String stated = values.text(b4.text(11));
        if (stated != null && b4.text(12).equals("UN")) {
            event.setLocode(Codes.locode(stated));
        } else {
            event.setFacility(stated);
        }
        Segment port = Segment.first(own, "R4", "5");
        if (port.isNone() && stated == null) {
            port = switch (what) {
                case LOADED -> Segment.first(own, "R4", "L");
                case DISCHARGED -> Segment.first(own, "R4", "D");
                default -> Segment.NONE;
            };
        }
        if (!port.isNone() && event.getLocode() == null) {
            String code = values.text(values.meaning("locode", port.text(3)));
            event.setLocode(code == null ? null : Codes.locode(code));
            if (event.getFacility() == null) {
                event.setFacility(values.text(port.text(4)));
            }
        }
    }
}
