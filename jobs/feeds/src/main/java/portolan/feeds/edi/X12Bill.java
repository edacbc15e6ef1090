// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Drafts;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;

/** Reads one bill of a 309 as a filing. */
final class X12Bill {
    private static final Map<String, TransportMode> MODES = Codes.table("M10", TransportMode::valueOf);
    private static final Map<String, EventKind> KINDS = Codes.table("M13", EventKind::valueOf);
    private static final Map<String, NatureOfMovement> ENTRIES = Codes.table("M12", NatureOfMovement::valueOf);

    /** Element 256: what goes from carrier to customs about exports. */
    private static final String EXPORT_MANIFESTS = "DEFJK";

    private final EdiFormat.Head head;
    private final Segment ship;
    private final Segment port;
    private final Values values;
    private final Draft draft = new Draft(SpecificData.getForClass(Filing.class), Filing.getClassSchema());
    private final Attributes attributes;
    private final X12Parties parties;
    private final X12Goods goods;
    private final Route route;
    private final TransportDocument document = new TransportDocument();
    private final MasterDocument master = new MasterDocument();
    private EventKind kind = EventKind.CREATE;
    private BillLevel level = BillLevel.STRAIGHT;
    private @Nullable NatureOfMovement nature;
    private FilerRole filer = FilerRole.CARRIER;

    /**
     * None yet.
     *
     * @param ship M10 of the manifest
     * @param port P4 that the bill stands under
     */
    X12Bill(EdiFormat.Head head, Segment ship, Segment port) {
        this.head = head;
        this.ship = ship;
        this.port = port;
        this.values = head.values();
        this.attributes = new Attributes(values);
        this.parties = new X12Parties(values, attributes);
        this.route = new Route(values);
        this.goods = new X12Goods(values, attributes);
    }

    Draft read(List<Segment> bill) throws FaultException {
        around();
        for (Segment segment : bill) {
            read(segment);
        }
        finish();
        return draft;
    }

    private void around() throws FaultException {
        draft.set("sourceRegime", SourceRegime.X12_309);
        draft.set("sourceMessageType", "309");
        draft.setIfKnown("sourceMessageVersion", head.version());
        draft.set("filingIdType", FilingIdType.CONTROL_NO);
        draft.setIfKnown("filedAt", head.sentAt("filedAt"));
        draft.setIfKnown("filerId", values.text(ship.text(1)));
        TransportMode mode = values.optionalCode("transportMode", ship.text(2), MODES, TransportMode.class);
        String id = values.text(ship.text(4));
        draft.set(
                "conveyance",
                new Conveyance(
                        id == null ? null : Drafts.idType(mode),
                        id,
                        values.text(ship.text(5)),
                        values.text(ship.text(3)),
                        values.text(ship.text(6)),
                        values.text(ship.text(1))));
        for (int element = 7; element <= 9; element++) {
            attributes.add("M10-0" + element, ship.text(element));
        }
        draft.set("transportMode", mode == null ? TransportMode.SEA : mode);
        if (!port.isNone()) {
            draft.setIfKnown("office", values.text(port.text(1)));
            route.add(LegFunction.DISCHARGE, port.text(1), "");
            route.at(LegFunction.DISCHARGE).setEta(values.time(port.text(2), "", "routing[DISCHARGE].eta"));
            attributes.add("P4-04", port.text(4));
        }
    }

    private void read(Segment segment) throws FaultException {
        switch (segment.tag()) {
            case "LX" -> attributes.add("LX-01", segment.text(1));
            case "M13" -> amendment(segment);
            case "M11" -> details(segment);
            case "M12" -> entry(segment);
            case "N9" -> reference(segment);
            case "N1" -> party(segment);
            case "N3", "N4", "PER" -> parties.detail(segment);
            case "VID", "M7", "N10", "H1" -> {
                parties.end();
                goods.read(segment);
            }
            default -> attributes.add(segment);
        }
    }

    private void amendment(Segment segment) throws FaultException {
        String code = segment.text(3);
        kind = values.requiredCode("eventKind", "M13-03", code, KINDS, EventKind.class);
        attributes.add("M13-03", code);
        attributes.add("M13-06", segment.text(6));
        attributes.add("M13-07", segment.text(7));
        String house = values.text(segment.text(8));
        numbered(segment.text(4), segment.text(9).isEmpty() ? segment.text(1) : segment.text(9));
        if (house != null) {
            under(segment.text(4), document.getIssuer());
            numbered(house, segment.text(10));
        }
        if (code.equals("R")) {
            draft.set("totals", new Totals(values.count(segment.text(5), "totals.packages"), null, null, null));
        }
    }

    private void numbered(String number, String issuer) {
        document.setNumber(number);
        document.setIssuer(values.text(issuer));
    }

    private void under(String number, @Nullable String issuer) {
        if (values.text(number) != null) {
            master.setNumber(number);
            master.setIssuer(issuer);
            level = BillLevel.HOUSE;
        }
    }

    private void details(Segment segment) throws FaultException {
        numbered(segment.text(1), segment.text(12));
        route.add(LegFunction.LOAD, segment.text(2), "");
        BigDecimal mass = values.measure(UnitList.X12_WEIGHT, segment.text(5), segment.text(6), "totals.grossMassKg");
        draft.set("totals", new Totals(values.count(segment.text(3), "totals.packages"), mass, null, null));
        goods.inPackages(segment.text(4));
        attributes.add("M11-09", segment.text(9));
        if (values.isHouse(segment.text(9))) {
            level = BillLevel.HOUSE;
        }
        route.add(LegFunction.RECEIPT, "", segment.free(10, 1));
        under(segment.text(11), segment.text(13).isEmpty() ? document.getIssuer() : segment.text(13));
        if (!segment.text(12).isEmpty() && !segment.text(12).equals(ship.text(1))) {
            filer = FilerRole.NVOCC;
        }
        goods.ofVolume(values.measure(UnitList.X12_VOLUME, segment.text(7), segment.text(8), "goodsItems[0].volumeM3"));
    }

    private void entry(Segment segment) {
        NatureOfMovement known = values.code("natureOfMovement", segment.text(1), ENTRIES, NatureOfMovement.class);
        if (known != null) {
            nature = known;
        }
        attributes.add("M12", segment.toString());
    }

    private void reference(Segment segment) {
        if (segment.is("N9") && segment.text(1).equals("MB")) {
            under(segment.text(2), document.getIssuer());
        } else {
            attributes.add("N9-" + segment.text(1), segment.text(2).isEmpty() ? segment.text(3) : segment.text(2));
        }
    }

    /** Not all are parties: FS is the place where the goods end. */
    private void party(Segment segment) {
        if (segment.text(1).equals("FS")) {
            parties.end();
            // Its name may look like a code: ESSEN is no place in Spain.
            boolean coded = !segment.text(4).isEmpty();
            route.add(LegFunction.DELIVERY, segment.text(4), coded ? "" : segment.free(2, 1));
            return;
        }
        parties.begin(segment);
    }

    private void finish() throws FaultException {
        draft.set("eventKind", kind);
        draft.set("billLevel", level);
        draft.set("filerRole", filer);
        boolean whole = kind == EventKind.CREATE;
        // What only the manifest says about a bill must not overwrite what the bill itself said before.
        if (nature != null || whole) {
            draft.set("natureOfMovement", nature == null ? natureOfManifest() : nature);
        }
        draft.set("transportDocument", document);
        if (level == BillLevel.HOUSE && master.getNumber() != null) {
            draft.set("masterDocument", master);
        }
        if (whole || route.known(LegFunction.LOAD) != null) {
            draft.set("routing", route.legs());
        }
        draft.set("parties", parties.all());
        draft.set("equipment", goods.boxes());
        draft.set("goodsItems", goods.items());
        draft.set("attributes", attributes.byName());
    }

    private NatureOfMovement natureOfManifest() {
        String type = ship.text(9);
        return !type.isEmpty() && EXPORT_MANIFESTS.contains(type) ? NatureOfMovement.EXPORT : NatureOfMovement.IMPORT;
    }
}
