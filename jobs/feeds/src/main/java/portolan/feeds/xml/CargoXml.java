// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import portolan.feeds.Drafts;
import portolan.feeds.Notes;
import portolan.feeds.Profile;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.mapping.MessageMapping;

/** Messages of IATA's Cargo-XML: waybills, house waybills, and manifests of houses and of flights. */
final class CargoXml {
    static final FieldMap WAYBILL = FieldMap.of("cargo-xml-waybill");
    static final FieldMap MANIFEST = FieldMap.of("cargo-xml-manifest");

    private static final String PREFIX = "[0-9]{3}-?[0-9]{8}";
    private static final int PREFIX_LENGTH = 3;
    private static final String CONSOLIDATION = "C";

    private final SourceRegime regime;

    private CargoXml(SourceRegime regime) {
        this.regime = regime;
    }

    static List<XmlFormat> all() {
        return List.of(
                format(SourceRegime.XFWB, "Waybill", "MasterConsignment"),
                format(SourceRegime.XFZB, "HouseWaybill", "MasterConsignment", "IncludedHouseConsignment"),
                format(SourceRegime.XFHL, "HouseManifest", "MasterConsignment", "IncludedHouseConsignment"),
                format(
                        SourceRegime.XFFM,
                        "FlightManifest",
                        "ArrivalEvent",
                        "AssociatedTransportCargo",
                        "IncludedMasterConsignment"));
    }

    private static XmlFormat format(SourceRegime regime, String root, String... unit) {
        // National editions put their own name before, as in mx:iata:housewaybill:1.
        String space = ":iata:" + root.toLowerCase(Locale.ROOT) + ":1";
        return new XmlFormat(
                regime.name(),
                found -> found.getLocalPart().equals(root) && (':' + found.getNamespaceURI()).endsWith(space),
                List.of(unit),
                List.of(),
                (profile, units) -> new CargoXml(regime).reading(profile));
    }

    private XmlFormat.Reading reading(Profile profile) {
        MessageMapping map = (isManifest() ? MANIFEST : WAYBILL).by(profile);
        return (element, bills) -> {
            // A waybill's number stands in the header, a manifest's with the bill.
            XmlNode place = isManifest() ? element : element.root();
            bills.take(place.from(), place.to(), null, () -> draft(map, element, profile.zone(), bills.notes()));
        };
    }

    private boolean isManifest() {
        return regime == SourceRegime.XFHL || regime == SourceRegime.XFFM;
    }

    private Draft draft(MessageMapping map, XmlNode element, ZoneId zone, Notes notes) throws FaultException {
        Draft draft = map.draft(element, notes::unreadable);
        draft.set("sourceRegime", regime);
        draft.set("filerRole", FilerRole.FORWARDER);
        switch (regime) {
            case XFWB -> waybill(draft, element);
            case XFZB -> house(draft);
            case XFHL -> {
                house(draft);
                draft.set("eventKind", EventKind.SUPPLEMENT);
            }
            default -> flight(draft, element, zone, notes);
        }
        if (!isManifest()) {
            legs(draft, element, zone, notes);
        }
        devices(draft, element);
        return draft;
    }

    private static void waybill(Draft draft, XmlNode element) {
        issuer(draft);
        draft.set("filerRole", FilerRole.CARRIER);
        String type = element.root().textAt("MessageHeaderDocument", "TypeCode");
        boolean consolidation = element.root().childrenNamed("BusinessHeaderDocument").stream()
                .flatMap(header -> header.childrenNamed("IncludedHeaderNote").stream())
                .anyMatch(note -> note.textAt("ContentCode").equals(CONSOLIDATION));
        boolean master = type.equals("741") || (!type.equals("740") && consolidation);
        draft.set("billLevel", master ? BillLevel.MASTER : BillLevel.STRAIGHT);
    }

    private static void house(Draft draft) {
        draft.set("billLevel", BillLevel.HOUSE);
        if (draft.get("masterDocument") instanceof MasterDocument master
                && master.getNumber().matches(PREFIX)) {
            master.setIssuer(master.getNumber().substring(0, PREFIX_LENGTH));
        }
    }

    /** An airline's waybill is one filing, whether its agent states it or its flight. */
    private static void issuer(Draft draft) {
        if (draft.get("transportDocument") instanceof TransportDocument document
                && document.getNumber().matches(PREFIX)) {
            String airline = document.getNumber().substring(0, PREFIX_LENGTH);
            document.setIssuer(airline);
            draft.set("filingId", airline + ':' + document.getNumber());
        }
    }

    /** A flight manifest creates nothing: what it says of a waybill is where and when it was. */
    private static void flight(Draft draft, XmlNode element, ZoneId zone, Notes notes) {
        issuer(draft);
        draft.set("filerRole", FilerRole.CARRIER);
        XmlNode event = element.parent() == null ? null : element.parent().parent();
        boolean actual =
                event != null && event.textAt("ArrivalDateTimeTypeCode").equals("A");
        String at = event == null ? "" : event.textAt("ArrivalOccurrenceDateTime");
        for (Leg leg : Drafts.list(draft, "routing", Leg.class)) {
            if (leg.getFunction() == LegFunction.DISCHARGE && !at.isEmpty()) {
                Drafts.time(at, zone, notes, "routing[DISCHARGE].ata", actual ? leg::setAta : leg::setEta);
            }
        }
        draft.set("eventKind", actual ? EventKind.ARRIVAL : EventKind.STATUS);
    }

    /** Flights in their order: when they leave and arrive, and where it changes from one to the next. */
    private static void legs(Draft draft, XmlNode element, ZoneId zone, Notes notes) {
        List<Leg> ends = Drafts.list(draft, "routing", Leg.class);
        List<XmlNode> flights = new ArrayList<>(element.childrenNamed("SpecifiedLogisticsTransportMovement"));
        if (ends.size() != 2 || flights.isEmpty()) {
            return;
        }
        flights.sort(Comparator.comparingInt(flight -> sequence(flight.textAt("SequenceNumeric"))));
        List<Leg> legs = new ArrayList<>(List.of(ends.get(0)));
        Leg here = ends.get(0);
        for (XmlNode flight : flights) {
            String place = flight.textAt("ArrivalEvent", "OccurrenceArrivalLocation", "ID");
            time(flight, "DepartureEvent", zone, notes, here::setEtd);
            boolean last = place.isEmpty() || place.equals(element.textAt("FinalDestinationLocation", "ID"));
            here = last ? ends.get(1) : new Leg();
            time(flight, "ArrivalEvent", zone, notes, here::setEta);
            if (!last) {
                here.setFunction(LegFunction.TRANSSHIP);
                here.setLocode(place);
                legs.add(here);
            }
        }
        legs.add(ends.get(1));
        for (int at = 0; at < legs.size(); at++) {
            legs.get(at).setSeq(at + 1);
        }
        draft.set("routing", legs);
        XmlNode arriving = flights.get(flights.size() - 1);
        if (draft.get("conveyance") instanceof Conveyance flight
                && !arriving.textAt("ID").isEmpty()) {
            flight.setId(arriving.textAt("ID"));
            flight.setVoyage(arriving.textAt("ID"));
        }
    }

    private static void time(XmlNode flight, String event, ZoneId zone, Notes notes, Consumer<Instant> to) {
        String at = flight.textAt(event, "ScheduledOccurrenceDateTime");
        if (!at.isEmpty()) {
            Drafts.time(at, zone, notes, "routing[*].eta", to);
        }
    }

    private static int sequence(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    /** Unit load devices, of the consignment and of its items, each once. */
    private static void devices(Draft draft, XmlNode element) {
        Map<String, Equipment> devices = new LinkedHashMap<>();
        collect(element, devices);
        if (element.parent() != null) {
            element.parent()
                    .childrenNamed("UtilizedUnitLoadTransportEquipment")
                    .forEach(device -> add(device, devices));
        }
        if (!devices.isEmpty()) {
            draft.set("equipment", new ArrayList<>(devices.values()));
        }
    }

    private static void collect(XmlNode element, Map<String, Equipment> devices) {
        for (XmlNode child : element.children()) {
            if (child.name().endsWith("UnitLoadTransportEquipment")) {
                add(child, devices);
            } else {
                collect(child, devices);
            }
        }
    }

    private static void add(XmlNode device, Map<String, Equipment> devices) {
        String type = device.textAt("CharacteristicCode");
        String id = type + device.textAt("ID") + device.textAt("OperatingParty", "PrimaryID");
        if (!device.textAt("ID").isEmpty() && !devices.containsKey(id)) {
            devices.put(
                    id,
                    Equipment.newBuilder()
                            .setId(id)
                            .setSizeType(type.isEmpty() ? null : type)
                            .build());
        }
    }
}
