// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Drafts;
import portolan.schemas.avro.AdditionalInfo;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;

/** Reads one bill of a CUSCAR as a filing. */
final class CuscarBill {
    private static final Map<String, NatureOfMovement> NATURES = Codes.table("nature", NatureOfMovement::valueOf);
    private static final Map<String, FreightPayment> PAYMENTS = Codes.table("payment", FreightPayment::valueOf);

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final String FREIGHT_CHARGE = "64";

    private final Cuscar report;
    private final Values values;
    private final Attributes attributes;
    private final CuscarGoods goods;
    private final Boxes boxes = new Boxes();
    private final Boxes seals = new Boxes();
    private final CuscarTimes times = new CuscarTimes();
    private final Draft draft = new Draft(SpecificData.getForClass(Filing.class), Filing.getClassSchema());
    private final List<Party> parties = new ArrayList<>();
    private final List<AdditionalInfo> remarks = new ArrayList<>();
    private final List<SupportingDocument> documents = new ArrayList<>();
    private final List<Segment> worths = new ArrayList<>();
    private final TransportDocument document = new TransportDocument();
    private final Totals totals = new Totals();
    private final Freight freight =
            Freight.newBuilder().setPayment(FreightPayment.UNKNOWN).build();
    private @Nullable NatureOfMovement nature;
    private @Nullable NamedParty party;
    private Segment voyage = Segment.NONE;
    private boolean underBox;

    CuscarBill(Cuscar report) {
        this.report = report;
        this.values = report.values;
        this.attributes = new Attributes(values);
        this.goods = new CuscarGoods(values, attributes);
    }

    Draft read(List<Segment> bill) throws FaultException {
        CuscarHead head = new CuscarHead(report, draft, attributes);
        head.message();
        for (Segment segment : bill) {
            read(segment);
        }
        goods.end();
        head.numbers(document, bill.get(0), parties);
        head.conveyance(voyage);
        route();
        goods();
        finish();
        return draft;
    }

    private void read(Segment segment) throws FaultException {
        if (underBox && List.of("MEA", "SEL", "TMP", "DIM", "EQN", "RNG", "HAN").contains(segment.tag())) {
            boxes.take(segment);
            return;
        }
        underBox = false;
        switch (segment.tag()) {
            case "NAD" -> {
                party = NamedParty.of(segment, values);
                if (party == null) {
                    attributes.add(segment);
                } else {
                    parties.add(party.party());
                }
                return;
            }
            case "CTA" -> attributes.add(segment);
            case "COM" -> {
                if (party == null) {
                    attributes.add(segment);
                } else {
                    party.contact(segment);
                }
            }
            case "SEL" -> {
                String box = goods.boxOfShare();
                if (box == null) {
                    attributes.add(segment);
                } else {
                    seals.take(box, segment);
                }
            }
            case "EQD" -> {
                underBox = true;
                boxes.take(segment);
            }
            case "RFF" -> {
                if (report.level(segment) == null
                        && (party == null || !party.reference(segment))
                        && !goods.take(segment)) {
                    reference(segment);
                }
            }
            default -> {
                if (!goods.take(segment)) {
                    ofBill(segment);
                }
            }
        }
        if (!segment.is("CTA") && !segment.is("COM") && !segment.is("RFF")) {
            party = null;
        }
    }

    private void ofBill(Segment segment) throws FaultException {
        switch (segment.tag()) {
            case "CNI", "GID" -> {}
            case "DTM" -> {
                if (segment.text(1).equals("182")) {
                    document.setIssueDate(
                            values.day(segment.text(1, 2), segment.text(1, 3), "transportDocument.issueDate"));
                } else if (!times.time(segment)) {
                    attributes.add(segment);
                }
            }
            case "LOC" -> place(segment);
            case "TDT" -> {
                times.leavePlace();
                voyage = voyage.isNone() ? segment : voyage;
                attributes.add(segment);
            }
            case "GIS", "GEI", "TSR" -> {
                NatureOfMovement said = nature(segment);
                if (said == null) {
                    attributes.add(segment);
                } else {
                    nature = said;
                }
            }
            case "CNT" -> total(segment);
            case "MEA" -> {
                if (Measures.isGross(Measures.what(segment)) && totals.getGrossMassKg() == null) {
                    totals.setGrossMassKg(Measures.mass(segment, values, "totals.grossMassKg"));
                } else {
                    attributes.add(segment);
                }
            }
            case "CPI" -> payment(segment);
            case "MOA" -> {
                if (segment.text(1).equals(FREIGHT_CHARGE)) {
                    freight.setAmount(values.amount(segment.text(1, 2), "freight.amount"));
                    freight.setCurrency(values.text(segment.text(1, 3)));
                } else {
                    worths.add(segment);
                }
            }
            case "FTX" -> {
                if (segment.text(1).equals("AAA")) {
                    goods.early(segment);
                } else {
                    String text = values.text(segment.freeText());
                    String code = segment.text(3).isEmpty() ? segment.text(1) : segment.text(3);
                    remarks.add(new AdditionalInfo(values.text(code), text));
                }
            }
            case "PAC", "PCI", "CST", "PIA", "SGP" -> goods.early(segment);
            case "DOC" -> {
                String number = values.text(segment.text(2));
                if (number != null) {
                    documents.add(Drafts.document(values.text(segment.text(1)), number));
                }
            }
            default -> attributes.add(segment);
        }
    }

    private void reference(Segment segment) {
        String number = segment.text(1, 2);
        if (segment.text(1).equals("UCN") && values.text(number) != null) {
            draft.set("ucr", number);
        } else {
            attributes.add("RFF-" + segment.text(1), number);
        }
    }

    private void place(Segment loc) {
        switch (loc.text(1)) {
            case "22" -> draft.setIfKnown("office", values.text(loc.text(2)));
            case "41" -> draft.setIfKnown("firstEntryOffice", values.text(loc.text(2)));
            default -> times.place(loc);
        }
    }

    /** GIS and GEI say it in their first code or second, TSR as service or as nature of the cargo. */
    private @Nullable NatureOfMovement nature(Segment segment) {
        int[] elements = segment.is("TSR") ? new int[] {2, 4} : new int[] {1, 2};
        return values.code("natureOfMovement", segment, NATURES, NatureOfMovement.class, elements);
    }

    /** UN/EDIFACT 6069. */
    private void total(Segment cnt) throws FaultException {
        String number = cnt.text(1, 2);
        switch (cnt.text(1)) {
            case "7" -> {
                String unit = cnt.text(1, 3);
                totals.setGrossMassKg(
                        values.measure(UnitList.MASS, number, unit.isEmpty() ? "KGM" : unit, "totals.grossMassKg"));
            }
            case "8", "11" -> totals.setPackages(values.count(number, "totals.packages"));
            case "5", "14" -> totals.setItems(values.small(number, "totals.items"));
            case "16" -> totals.setContainers(values.small(number, "totals.containers"));
            default -> attributes.add(cnt);
        }
    }

    private void payment(Segment cpi) {
        FreightPayment said = values.code("freight.payment", cpi, PAYMENTS, FreightPayment.class, 3, 2);
        if (said == null) {
            attributes.add(cpi);
        } else {
            freight.setPayment(said);
        }
    }

    private void route() throws FaultException {
        // What only the message says about a bill must not overwrite what the bill itself said before.
        if (times.isEmpty() && !isWhole()) {
            return;
        }
        Route route = new Route(values);
        leg(route, LegFunction.RECEIPT, "88", "10");
        Segment origin = times.first("76");
        Segment loaded = times.first("9");
        if (origin != null && loaded != null && !origin.text(2).equals(loaded.text(2))) {
            leg(route, LegFunction.LOAD, "76");
            leg(route, LegFunction.TRANSSHIP, "9");
        } else {
            leg(route, LegFunction.LOAD, "9", "76", "5");
            leg(route, LegFunction.TRANSSHIP, "13");
        }
        leg(route, LegFunction.DISCHARGE, "11", "60", "12");
        leg(route, LegFunction.DELIVERY, "7", "8", "83");
        List<Leg> legs = route.legs();
        draft.set("routing", legs);
    }

    private void leg(Route route, LegFunction function, String... qualifiers) throws FaultException {
        List<Segment> locs = times.all(qualifiers);
        if (locs.isEmpty()) {
            locs = report.times.all(qualifiers);
        }
        for (Segment loc : locs) {
            Leg leg = route.add(function, loc.text(2), loc.free(2, 4));
            if (leg != null) {
                String country = loc.text(3);
                leg.setCountry(COUNTRY.matcher(country).matches() ? country : null);
                times.fill(leg, loc.text(2), values);
                report.times.fill(leg, loc.text(2), values);
            }
            if (function != LegFunction.TRANSSHIP) {
                return;
            }
        }
    }

    private boolean isWhole() {
        return draft.get("eventKind") == EventKind.CREATE || draft.get("eventKind") == EventKind.REPLACE;
    }

    private void goods() throws FaultException {
        List<Item> items = goods.items();
        Set<String> ids = new LinkedHashSet<>();
        items.forEach(item -> item.getContainerRefs().forEach(ref -> ids.add(ref.getEquipmentId())));
        if (ids.isEmpty()) {
            // Boxes of the bill that no item names hold all of its goods.
            for (Item item : items) {
                item.setContainerRefs(boxes.ids().stream()
                        .map(id -> new ContainerRef(id, null, null))
                        .toList());
            }
        }
        ids.addAll(boxes.ids());
        List<Equipment> equipment = new ArrayList<>();
        for (String id : ids) {
            Equipment box = (boxes.has(id) ? boxes : report.boxes).box(id, values, attributes);
            if (box.getSeals().isEmpty()) {
                box.setSeals(seals.box(id, values, attributes).getSeals());
            }
            equipment.add(box);
        }
        for (Segment moa : worths) {
            if (items.size() != 1 || !goods.value(moa, items.get(0))) {
                attributes.add(moa);
            }
        }
        BigDecimal gross = totals.getGrossMassKg();
        if (items.size() == 1 && items.get(0).getGrossMassKg() == null && gross != null) {
            items.get(0).setGrossMassKg(gross);
        }
        draft.set("goodsItems", items);
        draft.set("equipment", equipment);
    }

    private void finish() {
        if (nature == null && isWhole()) {
            nature = nature(report.nature);
        }
        draft.set("natureOfMovement", nature == null ? byReport() : nature);
        draft.set("parties", parties);
        if (!totals.equals(new Totals())) {
            draft.set("totals", totals);
        }
        if (freight.getPayment() != FreightPayment.UNKNOWN || freight.getAmount() != null) {
            draft.set("freight", freight);
        }
        documents.addAll(goods.documents());
        draft.set("documents", documents);
        draft.set("additionalInfo", remarks);
        draft.set("attributes", attributes.byName());
    }

    /** Cargo declarations are of arrival or departure; a manifest does not say. */
    private NatureOfMovement byReport() {
        NatureOfMovement otherwise = values.code("natureOfMovement", "", Map.of(), NatureOfMovement.class);
        if (!isWhole()) {
            return NatureOfMovement.UNKNOWN;
        }
        if (otherwise != null) {
            return otherwise;
        }
        return switch (report.bgm.text(1)) {
            case "833" -> NatureOfMovement.EXPORT;
            case "933" -> NatureOfMovement.IMPORT;
            default -> NatureOfMovement.UNKNOWN;
        };
    }
}
