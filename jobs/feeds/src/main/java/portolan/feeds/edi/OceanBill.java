// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;

/** One bill of an X12 310, freight receipt and invoice of an ocean carrier: one filing for each B3. */
final class OceanBill {
    private static final Map<String, EventKind> KINDS = Codes.table("B2A", EventKind::valueOf);
    private static final Map<String, LegFunction> PLACES = Codes.table("R4", LegFunction::valueOf);
    private static final Map<String, FreightPayment> PAYMENTS = Codes.table("payment", FreightPayment::valueOf);

    private final EdiFormat.Head head;
    private final Values values;
    private final Draft draft = new Draft(SpecificData.getForClass(Filing.class), Filing.getClassSchema());
    private final Attributes attributes;
    private final X12Parties parties;
    private final OceanGoods goods;
    private final Route route;
    private final Totals totals = new Totals();
    private final MasterDocument master = new MasterDocument();
    private final StringBuilder remark = new StringBuilder();
    private String number = "";
    private String charges = "";
    private @Nullable String currency;
    private @Nullable Leg leg;
    private @Nullable Instant sentAt;

    OceanBill(EdiFormat.Head head) {
        this.head = head;
        this.values = head.values();
        this.attributes = new Attributes(values);
        this.parties = new X12Parties(values, attributes);
        this.goods = new OceanGoods(values, attributes);
        this.route = new Route(values);
    }

    static EdiFormat.Reading reading(EdiFormat.Head head) {
        return EdiFormat.slices(
                "B3",
                (bill, out) ->
                        out.take(bill.from(), bill.to(), bill.part(), () -> new OceanBill(head).read(bill.segments())));
    }

    Draft read(List<Segment> bill) throws FaultException {
        sentAt = head.sentAt("filedAt");
        draft.set("eventKind", EventKind.CREATE);
        for (Segment segment : bill) {
            read(segment);
        }
        finish(bill.get(0));
        return draft;
    }

    private void read(Segment segment) throws FaultException {
        if (!segment.is("C8") && !segment.is("C8C")) {
            remarkEnds();
        }
        switch (segment.tag()) {
            case "B3" -> begin(segment);
            case "B2A" -> purpose(segment);
            case "N9" -> reference(segment);
            case "V1" -> ship(segment);
            case "Y2" -> boxes(segment);
            case "N1" -> parties.begin(segment);
            case "N3", "N4", "PER", "G61" -> parties.detail(segment);
            case "R4" -> place(segment);
            case "DTM" -> time(segment);
            case "C8" -> {
                remarkEnds();
                remark.append(segment.free(3, 1));
            }
            case "C8C" -> {
                for (int element = 1; element <= segment.elements(); element++) {
                    remark.append(segment.free(element, 1));
                }
            }
            case "C3" -> currency = currency == null ? values.text(segment.text(1)) : currency;
            case "L3" -> sums(segment);
            case "LX" -> {
                parties.end();
                goods.ends();
            }
            case "N7", "M7", "L0", "L5", "H1" -> goods.read(segment);
            default -> attributes.add(segment);
        }
    }

    private void remarkEnds() {
        attributes.add("C8", remark.toString());
        remark.setLength(0);
    }

    private void begin(Segment b3) {
        number = b3.text(3).isEmpty() ? b3.text(2) : b3.text(3);
        charges = b3.text(7);
        draft.setIfKnown("filerId", values.text(b3.text(11)));
        attributes.add("B3-02", b3.text(2));
        attributes.add("B3-06", b3.text(6));
        attributes.add("B3-12", b3.text(12));
        attributes.add("B3-13", b3.text(13));
    }

    private void purpose(Segment b2a) throws FaultException {
        draft.set("eventKind", values.requiredCode("eventKind", "B2A-01", b2a.text(1), KINDS, EventKind.class));
        attributes.add("B2A-02", b2a.text(2));
    }

    private void reference(Segment n9) {
        String text = n9.text(2).isEmpty() ? n9.text(3) : n9.text(2);
        switch (n9.text(1)) {
            case "BM" -> number = text;
            case "MB" -> master.setNumber(values.text(text));
            case "VT" -> attributes.add("conveyance.callSign", text);
            default -> attributes.add("N9-" + n9.text(1), text);
        }
    }

    private void ship(Segment v1) {
        String id = values.text(v1.text(1));
        draft.set(
                "conveyance",
                new Conveyance(
                        id == null ? null : ConveyanceIdType.IMO,
                        id,
                        values.text(v1.text(2)),
                        values.text(v1.text(3)),
                        values.text(v1.text(4)),
                        values.text(v1.text(5))));
    }

    /** Containers of one size. */
    private void boxes(Segment y2) throws FaultException {
        Integer count = values.small(y2.text(1), "totals.containers");
        if (count != null) {
            totals.setContainers((totals.getContainers() == null ? 0 : totals.getContainers()) + count);
        }
        attributes.add(y2);
    }

    private void place(Segment r4) {
        parties.end();
        LegFunction function = values.code("routing[*].function", r4.text(1), PLACES, LegFunction.class);
        if (function == null) {
            leg = null;
            attributes.add(r4);
            return;
        }
        // A code of another list, as of Schedule D, is one only where a profile says so.
        leg = route.add(function, r4.text(3), r4.free(4, 1));
        if (leg != null) {
            leg.setCountry(values.text(r4.text(5)));
        }
    }

    /** A time after the message was made is expected, whatever its code says. */
    private void time(Segment dtm) throws FaultException {
        Instant at = values.dayAndTime(dtm.text(2), dtm.text(3), "routing[*].eta");
        if (leg == null || at == null) {
            attributes.add(dtm);
            return;
        }
        boolean expected = dtm.text(1).equals("139") || (sentAt != null && at.isAfter(sentAt));
        boolean leaves = leg.getFunction() == LegFunction.LOAD || leg.getFunction() == LegFunction.RECEIPT;
        leg.put(leaves ? (expected ? "etd" : "atd") : (expected ? "eta" : "ata"), at);
    }

    private void sums(Segment l3) throws FaultException {
        if (OceanGoods.isGross(l3.text(2))) {
            totals.setGrossMassKg(values.measure(UnitList.X12_WEIGHT, l3.text(1), l3.text(12), "totals.grossMassKg"));
        }
        if (!l3.text(5).isEmpty()) {
            charges = l3.text(5);
        }
        attributes.add(l3);
    }

    private void finish(Segment b3) throws FaultException {
        remarkEnds();
        draft.set("sourceRegime", SourceRegime.OTHER);
        draft.set("sourceMessageType", "310");
        draft.setIfKnown("sourceMessageVersion", head.version());
        draft.set("filingIdType", FilingIdType.CONTROL_NO);
        draft.set("filerRole", FilerRole.CARRIER);
        draft.setIfKnown("filerId", draft.get("filerId") == null ? head.sender() : null);
        draft.setIfKnown("filedAt", sentAt);
        draft.set("transportMode", TransportMode.SEA);
        draft.set("natureOfMovement", NatureOfMovement.UNKNOWN);
        draft.set("transportDocument", new TransportDocument(number, null, values.text(b3.text(11)), null));
        draft.set("billLevel", master.getNumber() == null ? BillLevel.STRAIGHT : BillLevel.HOUSE);
        if (master.getNumber() != null) {
            draft.set("masterDocument", master);
        }
        draft.set("routing", route.legs());
        draft.set("parties", parties.all());
        draft.set("equipment", goods.boxes());
        draft.set("goodsItems", goods.items());
        draft.set("totals", totals);
        draft.set("freight", freight(b3.text(4)));
        draft.set("attributes", attributes.byName());
    }

    /** Money has two decimals and no sign between them. */
    private Freight freight(String method) throws FaultException {
        FreightPayment payment = values.code("freight.payment", method, PAYMENTS, FreightPayment.class);
        Freight freight = new Freight(payment == null ? FreightPayment.UNKNOWN : payment, null, null);
        BigDecimal cents = values.amount(charges, "freight.amount");
        if (cents != null && cents.signum() > 0 && currency != null) {
            freight.setAmount(cents.movePointLeft(2).setScale(2, RoundingMode.HALF_UP));
            freight.setCurrency(currency);
        }
        return freight;
    }
}
