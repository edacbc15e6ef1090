// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.json;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.feeds.CheckedMessage;
import portolan.feeds.Codes;
import portolan.feeds.Finding;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.Profile;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.lines.LineFault;

/** Events of DCSA Track and Trace 2.2 or 3.0 that were read once. One movement for each equipment event. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record DcsaMessage(byte[] bytes, Profile profile) implements CheckedMessage {
    private static final Map<String, ContainerEvent> EVENTS = Codes.table("dcsaEvent", ContainerEvent::valueOf);
    private static final Map<String, EventClassifier> CLASSIFIERS =
            Codes.table("dcsaClassifier", EventClassifier::valueOf);
    private static final Map<String, PackedStatus> PACKED = Codes.table("dcsaPacked", PackedStatus::valueOf);

    @Override
    public String format() {
        return "DCSA_TNT";
    }

    @Override
    public @Nullable Integer stated() {
        return null;
    }

    @Override
    public List<Finding> findings() {
        return List.of();
    }

    @Override
    public void read(Bills bills) {
        try {
            new EventReader(bytes).read((event, from, to) -> bills.move(from, to, null, () -> moved(event, bills)));
        } catch (MessageRefusedException e) {
            throw new IllegalStateException("a message that was sound is not any more: " + e.getMessage(), e);
        }
    }

    private @Nullable ContainerMoved moved(@Nullable Map<String, Object> event, Bills bills) throws FaultException {
        String type = event == null ? null : either(event, "eventType", "eventClassification", "eventTypeCode");
        if (event == null || type == null) {
            throw new FaultException(LineFault.Code.UNKNOWN_CODE, "event", "no event: eventType is missing");
        }
        if (!type.equals("EQUIPMENT")) {
            bills.skip(type);
            return null;
        }
        ContainerMoved moved = new ContainerMoved();
        ContainerEvent what = code(
                "event",
                either(event, "equipmentEventTypeCode", "eventClassification", "equipmentEventTypeCode"),
                EVENTS,
                ContainerEvent.class);
        moved.setEvent(what);
        moved.setClassifier(code(
                "classifier",
                either(event, "eventClassifierCode", "eventClassification", "eventClassifierCode"),
                CLASSIFIERS,
                EventClassifier.class));
        moved.setEquipmentId(either(event, "equipmentReference", "equipmentDetails", "equipmentReference"));
        String packed = either(event, "emptyIndicatorCode", "equipmentDetails", "emptyIndicatorCode");
        moved.setFullEmpty(
                packed == null ? null : optional(bills, () -> code("fullEmpty", packed, PACKED, PackedStatus.class)));
        // The record's own setters take no null; what is left out its completion tells or fills in.
        moved.put("at", time("at", text(event, "eventDateTime")));
        String created = text(event, "eventCreatedDateTime");
        String reported = created == null ? text(event, "eventUpdatedDateTime") : created;
        moved.put("reportedAt", optional(bills, () -> time("reportedAt", reported)));
        moved.setSeals(seals(event));
        moved.setBillNumber(bill(event));
        moved.setSourceMessageType("DCSA_TNT");
        moved.setSender(text(event, "eventRouting", "originatingParty", "partyCode"));
        Object call = at(event, "transportCall");
        transport(moved, call == null ? at(event, "transportDetails", "transportCall") : call);
        place(moved, event);
        return moved;
    }

    /** What is optional and cannot be read is left out. */
    private static <T> @Nullable T optional(Bills bills, Bills.Event<T> reading) {
        try {
            return reading.read();
        } catch (FaultException fault) {
            bills.notes().unreadable(fault);
            return null;
        }
    }

    /** Ship and voyage, or the vehicle of a gate. */
    private void transport(ContainerMoved moved, @Nullable Object call) {
        if (call == null) {
            return;
        }
        String mode = text(call, "modeOfTransport");
        if (mode != null && !mode.equals("VESSEL")) {
            return;
        }
        String out = either(call, "exportVoyageNumber", "exportVoyageNumberOrReference", "carrierVoyageNumber");
        String in = either(call, "importVoyageNumber", "importVoyageNumberOrReference", "carrierVoyageNumber");
        boolean arrives = moved.getEvent() == ContainerEvent.DISCHARGED;
        String first = arrives ? in : out;
        moved.setVoyage(first != null ? first : arrives ? out : in);
        Object ship = at(call, "vessel") == null ? at(call, "vesselTransport") : at(call, "vessel");
        String number = text(ship, "vesselIMONumber");
        moved.setVesselImo(number == null ? null : Codes.shipNumber(number));
        moved.setVesselName(text(ship, "vesselName"));
        moved.setCarrier(text(ship, "vesselOperatorCarrierCode"));
    }

    private void place(ContainerMoved moved, Map<String, Object> event) {
        Object location = at(event, "eventLocation");
        Object call = at(event, "transportCall");
        for (Object where : new Object[] {location, at(call, "location"), call}) {
            String code = text(where, "UNLocationCode");
            if (code != null && moved.getLocode() == null) {
                moved.setLocode(Codes.locode(profile.meaning("locode", code)));
            }
            if (moved.getFacility() == null) {
                moved.setFacility(text(where, "facilityCode"));
            }
        }
        if (moved.getFacility() == null) {
            moved.setFacility(text(location, "locationName"));
        }
    }

    private static List<String> seals(Map<String, Object> event) {
        Object seals = at(event, "seals") == null ? at(event, "equipmentDetails", "seals") : at(event, "seals");
        List<String> numbers = new ArrayList<>();
        if (seals instanceof List<?> list) {
            for (Object seal : list) {
                String number = text(seal, "sealNumber");
                if (number != null && !numbers.contains(number)) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }

    /** The transport document, TRD. */
    private static @Nullable String bill(Map<String, Object> event) {
        List<Object> references = new ArrayList<>();
        if (at(event, "documentReferences") instanceof List<?> list) {
            references.addAll(list);
        }
        Object first = at(event, "shipmentDetails", "documentReference");
        if (first != null) {
            references.add(first);
        }
        if (at(event, "shipmentDetails", "additionalDocumentReferences") instanceof List<?> list) {
            references.addAll(list);
        }
        for (Object reference : references) {
            String type = text(reference, "documentReferenceType");
            if ("TRD".equals(type == null ? text(reference, "typeCode") : type)) {
                String number = text(reference, "documentReferenceValue");
                return number == null ? text(reference, "reference") : number;
            }
        }
        return null;
    }

    private <E extends Enum<E>> E code(String field, @Nullable String code, Map<String, E> known, Class<E> type)
            throws FaultException {
        return profile.requiredCode(field, "code", String.valueOf(code), known, type);
    }

    private @Nullable Instant time(String field, @Nullable String text) throws FaultException {
        return text == null
                ? null
                : FieldValue.timestamp(text, DateTimeFormatter.ISO_DATE_TIME, profile.zone(), () -> field);
    }

    /** Of version 2 at the event itself, of version 3 one level below. */
    private static @Nullable String either(Object event, String name, String under, String then) {
        String text = text(event, name);
        return text == null ? text(event, under, then) : text;
    }

    private static @Nullable String text(@Nullable Object from, String... way) {
        return at(from, way) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    private static @Nullable Object at(@Nullable Object from, String... way) {
        Object at = from;
        for (String name : way) {
            at = at instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return at;
    }
}
