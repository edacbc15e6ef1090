// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.Believable;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportDocument;
import portolan.scoring.manifest.TransportMode;

/**
 * From the wire's filing to the one that is decided with.
 *
 * <p>Refused is only what makes a filing meaningless: no key, no id, no version, no believable time, and, where it
 * states a whole bill, no document number, no goods, or quantities below zero. A route of fewer than two places is a
 * finding: a lorry's declaration names none. A value of any other field that cannot be meant is not counted, and the
 * consignment says so. Everything else that is odd is a reading for later, and what is blank
 * counts as not supplied.
 */
final class FilingFields {
    static final int LONGEST_TENANT = 100;
    static final int LONGEST_FILING_ID = 200;

    private FilingFields() {}

    static Decoded read(Filing wire, RawRecord raw, boolean remembersPersons) {
        FieldFaults faults = new FieldFaults(raw.timestamp());
        String tenant = faults.required("tenant", wire.getTenant(), LONGEST_TENANT, "say whose data it is");
        String key = faults.required(
                "consignmentKey",
                wire.getConsignmentKey(),
                ConsignmentKey.LONGEST,
                "give issuer, document number and year as ISSUER:NUMBER:YYYY");
        String filingId =
                faults.required("filingId", wire.getFilingId(), LONGEST_FILING_ID, "give the filing's own number");
        faults.atLeastOne("filingVersion", wire.getFilingVersion());
        Instant filedAt = faults.believable("filedAt", wire.getFiledAt());
        Instant receivedAt = faults.believable("receivedAt", wire.getReceivedAt());
        EventKind kind = EventKind.valueOf(wire.getEventKind().name());
        if (kind == EventKind.CREATE || kind == EventKind.REPLACE) {
            wholeBill(faults, wire);
        }
        Consignment consignment =
                consignment(faults, wire, tenant, new ConsignmentKey(key), receivedAt, remembersPersons);
        if (!faults.isEmpty()) {
            return new Reject(
                    faults.reason(),
                    "filing refused: " + faults.message() + "; correct it and file it again: consignment="
                            + FieldFaults.quote(key) + ", filing=" + FieldFaults.quote(filingId) + " version "
                            + wire.getFilingVersion(),
                    WireRecords.STAGE,
                    raw);
        }
        return LedgerInput.of(
                new portolan.scoring.manifest.Filing(
                        wire.getEventId().toString(),
                        kind,
                        filingId,
                        wire.getFilingVersion(),
                        FieldFaults.text(wire.getSupersedesFilingId()),
                        filedAt,
                        raw.position(Position.Input.FILING),
                        consignment.notCounting(faults.notCounted())),
                raw);
    }

    private static void wholeBill(FieldFaults faults, Filing wire) {
        faults.in("transportDocument")
                .required(
                        "number",
                        wire.getTransportDocument().getNumber(),
                        ConsignmentKey.LONGEST,
                        "give the bill's number");
        if (wire.getGoodsItems().isEmpty()) {
            faults.missing("goodsItems", "a bill has one item at least");
        }
    }

    private static Consignment consignment(
            FieldFaults faults,
            Filing wire,
            String tenant,
            ConsignmentKey key,
            Instant receivedAt,
            boolean remembersPersons) {
        Filer filer = new Filer(
                wire.getFilerId().strip(), FilerRole.valueOf(wire.getFilerRole().name()));
        return new Consignment(
                tenant,
                key,
                receivedAt,
                BillLevel.valueOf(wire.getBillLevel().name()),
                new TransportDocument(
                        wire.getTransportDocument().getNumber().strip(),
                        FieldFaults.text(wire.getTransportDocument().getType()),
                        FieldFaults.text(wire.getTransportDocument().getIssuer()),
                        faults.in("transportDocument")
                                .day("issueDate", wire.getTransportDocument().getIssueDate())),
                master(wire),
                NatureOfMovement.valueOf(wire.getNatureOfMovement().name()),
                TransportMode.valueOf(wire.getTransportMode().name()),
                conveyance(wire.getConveyance()),
                legs(faults, wire.getRouting()),
                texts(wire.getCountriesOfRouting()),
                office(wire),
                filer,
                PartyFields.parties(wire.getParties(), filer, remembersPersons),
                GoodsFields.items(faults, wire.getGoodsItems()),
                GoodsFields.equipment(faults, wire.getEquipment()),
                totals(faults.in("totals"), wire.getTotals()),
                freight(faults.in("freight"), wire.getFreight()),
                deadlines(faults.in("deadlines"), wire.getDeadlines()),
                documents(faults, wire.getDocuments()),
                List.of());
    }

    private static @Nullable TransportDocument master(Filing wire) {
        String number = wire.getMasterDocument() == null
                ? null
                : FieldFaults.text(wire.getMasterDocument().getNumber());
        return number == null
                ? null
                : new TransportDocument(
                        number, null, FieldFaults.text(wire.getMasterDocument().getIssuer()), null);
    }

    private static Conveyance conveyance(portolan.schemas.avro.Conveyance wire) {
        return new Conveyance(
                wire.getIdType() == null ? null : wire.getIdType().name(),
                FieldFaults.text(wire.getId()),
                FieldFaults.text(wire.getName()),
                FieldFaults.text(wire.getFlag()),
                FieldFaults.text(wire.getVoyage()),
                FieldFaults.text(wire.getCarrierCode()));
    }

    private static List<Leg> legs(FieldFaults faults, List<portolan.schemas.avro.Leg> wire) {
        List<Leg> legs = new ArrayList<>(wire.size());
        for (int i = 0; i < wire.size(); i++) {
            legs.add(leg(faults.in("routing", i), wire.get(i)));
        }
        return legs;
    }

    private static Leg leg(FieldFaults faults, portolan.schemas.avro.Leg wire) {
        return new Leg(
                wire.getSeq(),
                LegFunction.valueOf(wire.getFunction().name()),
                FieldFaults.text(wire.getLocode()),
                FieldFaults.text(wire.getName()),
                FieldFaults.text(wire.getCountry()),
                faults.time("eta", wire.getEta()),
                faults.time("etd", wire.getEtd()),
                faults.time("ata", wire.getAta()),
                faults.time("atd", wire.getAtd()));
    }

    /** The office that decides; where a regime names only the office of first entry, that one. */
    private static @Nullable String office(Filing wire) {
        String office = FieldFaults.text(wire.getOffice());
        return office != null ? office : FieldFaults.text(wire.getFirstEntryOffice());
    }

    private static @Nullable Totals totals(FieldFaults faults, portolan.schemas.avro.@Nullable Totals wire) {
        return wire == null
                ? null
                : new Totals(
                        Amounts.count(faults, "packages", wire.getPackages()),
                        Amounts.number(faults, "grossMassKg", wire.getGrossMassKg(), Believable.KILOGRAMS),
                        Amounts.count(faults, "items", wire.getItems()),
                        Amounts.count(faults, "containers", wire.getContainers()));
    }

    private static @Nullable Freight freight(FieldFaults faults, portolan.schemas.avro.@Nullable Freight wire) {
        return wire == null
                ? null
                : new Freight(
                        Payment.valueOf(wire.getPayment().name()),
                        Amounts.number(faults, "amount", wire.getAmount(), Believable.MONEY),
                        FieldFaults.text(wire.getCurrency()));
    }

    private static @Nullable Deadlines deadlines(FieldFaults faults, portolan.schemas.avro.@Nullable Deadlines wire) {
        return wire == null
                ? null
                : new Deadlines(
                        faults.time("loadingEta", wire.getLoadingEta()),
                        faults.time("arrivalEta", wire.getArrivalEta()),
                        faults.time("decisionDueBy", wire.getDecisionDueBy()));
    }

    private static List<SupportingDocument> documents(
            FieldFaults faults, List<portolan.schemas.avro.SupportingDocument> wire) {
        List<SupportingDocument> documents = new ArrayList<>();
        for (int i = 0; i < wire.size(); i++) {
            SupportingDocument document = document(faults.in("documents", i), wire.get(i));
            if (document.statesSomething()) {
                documents.add(document);
            }
        }
        return documents;
    }

    private static SupportingDocument document(FieldFaults faults, portolan.schemas.avro.SupportingDocument wire) {
        return new SupportingDocument(
                FieldFaults.text(wire.getType()),
                wire.getRef().strip(),
                Amounts.number(faults, "amount", wire.getAmount(), Believable.MONEY),
                FieldFaults.text(wire.getCurrency()),
                Amounts.number(faults, "grossMassKg", wire.getGrossMassKg(), Believable.KILOGRAMS),
                Amounts.count(faults, "packages", wire.getPackages()),
                FieldFaults.text(wire.getIssuer()),
                FieldFaults.text(wire.getConsignor()),
                FieldFaults.text(wire.getConsignee()),
                faults.day("issueDate", wire.getIssueDate()),
                faults.day("expiryDate", wire.getExpiryDate()));
    }

    static List<String> texts(List<String> wire) {
        List<String> texts = new ArrayList<>(wire.size());
        for (String text : wire) {
            String stripped = FieldFaults.text(text);
            if (stripped != null) {
                texts.add(stripped);
            }
        }
        return texts;
    }
}
