// SPDX-License-Identifier: Apache-2.0
package portolan.scoring;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.Seal;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportDocument;
import portolan.scoring.manifest.TransportMode;

/**
 * An unremarkable consignment for tests, and the events around it: a test overrides only what it is about.
 *
 * <p>Ten tonnes of woven cotton shirts (HS 620520) of Chinese origin, one full container with a valid number and a
 * seal, by sea from Shanghai to Rotterdam, freight prepaid, between two registered companies, filed as a house bill two
 * days before departure.
 *
 * <pre>
 *   CaseEvent event = filed(consignment().shippedBy("ACME").carrying("610910").weighingKg(900).build());
 * </pre>
 */
public final class Consignments {
    /** When an unremarkable consignment is received. */
    public static final Instant RECEIVED_AT = Instant.parse("2026-03-02T09:00:00Z");

    /** When the goods leave the port of loading, as estimated. */
    public static final Instant DEPARTURE = RECEIVED_AT.plus(Duration.ofDays(2));

    private Consignments() {}

    /** A draft of the unremarkable consignment. */
    public static Draft consignment() {
        return new Draft();
    }

    /** A draft that starts as the given consignment, for amendments. */
    public static Draft copyOf(Consignment consignment) {
        return new Draft(consignment);
    }

    /** The first filing of a consignment. */
    public static CaseEvent filed(Consignment now) {
        return event(CaseEvent.Kind.FILED, 1, 0, null, now, null, null, now.receivedAt());
    }

    /** The first replacement of a consignment of which no outcome is known. */
    public static CaseEvent amended(Consignment before, Consignment now) {
        return amended(before, now, 1, null);
    }

    public static CaseEvent amended(Consignment before, Consignment now, int amendments, @Nullable Outcome outcome) {
        return event(CaseEvent.Kind.AMENDED, 1L + amendments, amendments, before, now, outcome, null, now.receivedAt());
    }

    /** The withdrawal of a consignment, at the time when it was received. */
    public static CaseEvent withdrawn(Consignment before, @Nullable Outcome outcome) {
        return event(CaseEvent.Kind.WITHDRAWN, 2, 1, before, null, outcome, null, before.receivedAt());
    }

    /** The first outcome of a consignment. */
    public static CaseEvent outcomeKnown(Consignment now, Outcome outcome) {
        return corrected(now, null, outcome);
    }

    /** An outcome that corrects an earlier one, or is the first. */
    public static CaseEvent corrected(Consignment now, @Nullable Outcome outcomeBefore, Outcome outcome) {
        return event(CaseEvent.Kind.OUTCOME_KNOWN, 2, 0, null, now, outcome, outcomeBefore, outcome.reportedAt());
    }

    /** An inspection's outcome, reported ten days after the consignment was received. */
    public static Outcome outcome(Consignment of, OutcomeCode code) {
        return outcome(of, code, of.receivedAt().plus(Duration.ofDays(10)));
    }

    public static Outcome outcome(Consignment of, OutcomeCode code, Instant reportedAt) {
        return new Outcome(
                of.tenant(),
                of.key(),
                code,
                code != OutcomeCode.NOT_EXAMINED,
                1,
                reportedAt,
                "NL000510",
                null,
                null,
                Chosen.UNSAID,
                new Position(reportedAt.toEpochMilli(), Position.Input.OUTCOME, "outcomes", 0, 1));
    }

    /** A company known by name and country only. */
    public static Party company(Role role, String name, String country) {
        return new Party(
                role,
                name,
                List.of(),
                PersonType.LEGAL,
                new Address("1 Harbour Road", "Harbour City", "1000", country, null),
                List.of(),
                false);
    }

    /** A company known by a registered number, so that its name does not matter to who it is. */
    public static Party registered(Role role, String number, String name, String country) {
        return new Party(
                role,
                name,
                List.of(new PartyId("EORI", number)),
                PersonType.LEGAL,
                new Address("1 Harbour Road", "Harbour City", "1000", country, null),
                List.of(),
                false);
    }

    /** The same party, who can be reached so. */
    public static Party reachedBy(Party party, String... contacts) {
        List<Contact> reached = new ArrayList<>();
        for (String contact : contacts) {
            reached.add(new Contact(contact.contains("@") ? "EM" : "TE", contact));
        }
        return new Party(
                party.role(), party.name(), party.ids(), party.personType(), party.address(), reached, party.toOrder());
    }

    /** A leg with an estimated departure only. */
    public static Leg leg(int seq, LegFunction function, @Nullable String locode) {
        return new Leg(seq, function, locode, null, null, null, null, null, null);
    }

    private static CaseEvent event(
            CaseEvent.Kind kind,
            long sequence,
            int amendments,
            @Nullable Consignment before,
            @Nullable Consignment now,
            @Nullable Outcome outcome,
            @Nullable Outcome outcomeBefore,
            Instant at) {
        Consignment known = now != null ? now : before;
        if (known == null) {
            throw new IllegalArgumentException("an event needs a consignment");
        }
        boolean isOutcome = kind == CaseEvent.Kind.OUTCOME_KNOWN;
        return new CaseEvent(
                kind,
                known.tenant(),
                known.key(),
                new Position(
                        at.toEpochMilli(),
                        isOutcome ? Position.Input.OUTCOME : Position.Input.FILING,
                        isOutcome ? "outcomes" : "filings",
                        0,
                        sequence),
                sequence,
                new CaseEvent.FilingRef("MRN-" + known.key().value(), amendments + 1, at),
                at,
                amendments,
                before,
                now,
                outcome,
                outcomeBefore,
                null,
                before == null || now == null ? CaseHistory.NONE : CaseHistory.NONE.amended(before, now, at));
    }

    /** A consignment in the making; every method changes one thing and returns the draft. */
    public static final class Draft {
        private String tenant = "test";
        private ConsignmentKey key = new ConsignmentKey("MAEU:HBL-1:2026");
        private Instant receivedAt = RECEIVED_AT;
        private BillLevel billLevel = BillLevel.HOUSE;
        private TransportDocument document =
                new TransportDocument("HBL-1", "714", "MAEU", LocalDate.parse("2026-03-01"));
        private @Nullable TransportDocument master =
                new TransportDocument("MAEU123456789", "704", "MAEU", LocalDate.parse("2026-03-01"));
        private NatureOfMovement nature = NatureOfMovement.IMPORT;
        private TransportMode mode = TransportMode.SEA;
        private Conveyance conveyance = new Conveyance("IMO", "9321483", "EMMA MAERSK", "DK", "610W", "MAEU");
        private List<Leg> routing = new ArrayList<>(List.of(
                new Leg(1, LegFunction.LOAD, "CNSHA", "Shanghai", "CN", null, DEPARTURE, null, null),
                new Leg(
                        2,
                        LegFunction.DISCHARGE,
                        "NLRTM",
                        "Rotterdam",
                        "NL",
                        DEPARTURE.plus(Duration.ofDays(30)),
                        null,
                        null,
                        null)));
        private List<String> countriesOfRouting = List.of("CN", "NL");
        private @Nullable String office = "NL000510";
        private Filer filer = new Filer("FORWARDER-1", FilerRole.FORWARDER);
        private List<Party> parties = new ArrayList<>(List.of(
                registered(Role.CONSIGNOR, "CN91310000", "Shanghai Weaving Co Ltd", "CN"),
                registered(Role.CONSIGNEE, "NL812345678", "Shirts and More BV", "NL")));
        private List<GoodsItem> items = new ArrayList<>(List.of(item(1, "620520", "CN", 10_000.0)));
        private List<Equipment> equipment = new ArrayList<>(List.of(box("CSQU3054383")));
        private @Nullable Totals totals = new Totals(500L, 10_000.0, 1, 1);
        private @Nullable Freight freight = new Freight(Payment.PREPAID, 2_400.0, "USD");
        private List<SupportingDocument> documents = List.of();
        private @Nullable Deadlines deadlines =
                new Deadlines(DEPARTURE, DEPARTURE.plus(Duration.ofDays(30)), DEPARTURE.minus(Duration.ofDays(1)));

        private Draft() {}

        private Draft(Consignment from) {
            tenant = from.tenant();
            key = from.key();
            receivedAt = from.receivedAt();
            billLevel = from.billLevel();
            document = from.document();
            master = from.master();
            nature = from.nature();
            mode = from.mode();
            conveyance = from.conveyance();
            routing = new ArrayList<>(from.routing());
            countriesOfRouting = from.countriesOfRouting();
            office = from.office();
            filer = from.filer();
            parties = new ArrayList<>(from.parties());
            items = new ArrayList<>(from.items());
            equipment = new ArrayList<>(from.equipment());
            totals = from.totals();
            freight = from.freight();
            documents = from.documents();
            deadlines = from.deadlines();
        }

        public Draft tenant(String value) {
            tenant = value;
            return this;
        }

        /** Key and document number, so that several consignments can be told apart. */
        public Draft id(String number) {
            key = new ConsignmentKey("MAEU:" + number + ":2026");
            document = new TransportDocument(number, document.type(), document.issuer(), document.issueDate());
            return this;
        }

        public Draft receivedAt(Instant value) {
            receivedAt = value;
            return this;
        }

        /** Received this many days after {@link Consignments#RECEIVED_AT}; may be negative. */
        public Draft onDay(long days) {
            return receivedAt(RECEIVED_AT.plus(Duration.ofDays(days)));
        }

        public Draft level(BillLevel value) {
            billLevel = value;
            return this;
        }

        public Draft nature(NatureOfMovement value) {
            nature = value;
            return this;
        }

        public Draft by(TransportMode value) {
            mode = value;
            return this;
        }

        public Draft conveyance(Conveyance value) {
            conveyance = value;
            return this;
        }

        public Draft filedBy(Filer value) {
            filer = value;
            return this;
        }

        public Draft filer(String id) {
            filer = new Filer(id, filer.role());
            return this;
        }

        public Draft office(@Nullable String value) {
            office = value;
            return this;
        }

        /** On the same ship, of another carrier. */
        public Draft carrier(@Nullable String code) {
            conveyance = new Conveyance(
                    conveyance.idType(),
                    conveyance.id(),
                    conveyance.name(),
                    conveyance.flag(),
                    conveyance.voyage(),
                    code);
            return this;
        }

        /** The whole value, spread over the items. */
        public Draft worth(double amount, String currency) {
            int count = items.size();
            return eachItem(item -> new GoodsItem(
                    item.seq(),
                    item.description(),
                    item.hsCode(),
                    item.origin(),
                    item.grossMassKg(),
                    item.netMassKg(),
                    item.volumeM3(),
                    item.packages(),
                    item.undg(),
                    new Money(amount / count, currency, "FOB"),
                    item.temperatureC(),
                    item.duty(),
                    item.containers()));
        }

        public Draft packages(long count) {
            return eachItem(item -> new GoodsItem(
                    item.seq(),
                    item.description(),
                    item.hsCode(),
                    item.origin(),
                    item.grossMassKg(),
                    item.netMassKg(),
                    item.volumeM3(),
                    List.of(new Packages(count, "CT", null)),
                    item.undg(),
                    item.value(),
                    item.temperatureC(),
                    item.duty(),
                    item.containers()));
        }

        public Draft filling(@Nullable Double cubicMetres) {
            return eachItem(item -> new GoodsItem(
                    item.seq(),
                    item.description(),
                    item.hsCode(),
                    item.origin(),
                    item.grossMassKg(),
                    item.netMassKg(),
                    cubicMetres,
                    item.packages(),
                    item.undg(),
                    item.value(),
                    item.temperatureC(),
                    item.duty(),
                    item.containers()));
        }

        public Draft master(@Nullable TransportDocument value) {
            master = value;
            return this;
        }

        /** Replaces the parties of this party's role. */
        public Draft party(Party party) {
            withoutParty(party.role());
            parties.add(party);
            return this;
        }

        public Draft withoutParty(Role role) {
            parties.removeIf(party -> party.role() == role);
            return this;
        }

        public Draft withoutParties() {
            parties.clear();
            return this;
        }

        /** A consignor with this registered number; the name is the same. */
        public Draft shippedBy(String number) {
            return party(registered(Role.CONSIGNOR, number, number + " Exports Ltd", "CN"));
        }

        /** A consignee with this registered number. */
        public Draft consignedTo(String number) {
            return party(registered(Role.CONSIGNEE, number, number + " Imports BV", "NL"));
        }

        public Draft routing(Leg... legs) {
            routing = new ArrayList<>(List.of(legs));
            return this;
        }

        public Draft countriesOfRouting(String... countries) {
            countriesOfRouting = List.of(countries);
            return this;
        }

        /** Loads elsewhere, with the same times. */
        public Draft loadedAt(String locode) {
            return moved(LegFunction.LOAD, locode);
        }

        /** Is discharged elsewhere, with the same times. */
        public Draft dischargedAt(String locode) {
            return moved(LegFunction.DISCHARGE, locode);
        }

        private Draft moved(LegFunction function, String locode) {
            routing.replaceAll(leg -> leg.function() != function
                    ? leg
                    : new Leg(
                            leg.seq(),
                            leg.function(),
                            locode,
                            null,
                            locode.substring(0, 2),
                            leg.eta(),
                            leg.etd(),
                            leg.ata(),
                            leg.atd()));
            return this;
        }

        /** A feed that knows the country of loading and nothing finer. */
        public Draft loadedInCountry(String country) {
            routing.replaceAll(leg -> leg.function() != LegFunction.LOAD
                    ? leg
                    : new Leg(
                            leg.seq(),
                            leg.function(),
                            null,
                            null,
                            country,
                            leg.eta(),
                            leg.etd(),
                            leg.ata(),
                            leg.atd()));
            return this;
        }

        /** Adds a transshipment between loading and discharge. */
        public Draft transshippedAt(String locode) {
            routing.add(1, leg(2, LegFunction.TRANSSHIP, locode));
            return this;
        }

        /** Estimated and actual departure from the place of loading. */
        public Draft departing(@Nullable Instant estimated, @Nullable Instant actual) {
            routing.replaceAll(leg -> leg.function() != LegFunction.LOAD
                    ? leg
                    : new Leg(
                            leg.seq(),
                            leg.function(),
                            leg.locode(),
                            leg.name(),
                            leg.country(),
                            leg.eta(),
                            estimated,
                            leg.ata(),
                            actual));
            return this;
        }

        public Draft items(GoodsItem... values) {
            items = new ArrayList<>(List.of(values));
            return this;
        }

        /** One item for each code, of equal mass, together as heavy as before. */
        public Draft carrying(String... hsCodes) {
            double mass = massKg();
            String origin = items.isEmpty() ? "CN" : items.get(0).origin();
            List<GoodsItem> carried = new ArrayList<>();
            for (String hsCode : hsCodes) {
                carried.add(item(carried.size() + 1, hsCode, origin, mass / hsCodes.length));
            }
            items = carried;
            return this;
        }

        /** The whole mass in kilograms, spread over the items; null when no item states one. */
        public Draft weighingKg(@Nullable Double kilograms) {
            int count = items.size();
            return eachItem(item -> new GoodsItem(
                    item.seq(),
                    item.description(),
                    item.hsCode(),
                    item.origin(),
                    kilograms == null ? null : kilograms / count,
                    null,
                    item.volumeM3(),
                    item.packages(),
                    item.undg(),
                    item.value(),
                    item.temperatureC(),
                    item.duty(),
                    item.containers()));
        }

        public Draft weighingKg(double kilograms) {
            return weighingKg(Double.valueOf(kilograms));
        }

        public Draft describedAs(@Nullable String description) {
            return eachItem(item -> new GoodsItem(
                    item.seq(),
                    description,
                    item.hsCode(),
                    item.origin(),
                    item.grossMassKg(),
                    item.netMassKg(),
                    item.volumeM3(),
                    item.packages(),
                    item.undg(),
                    item.value(),
                    item.temperatureC(),
                    item.duty(),
                    item.containers()));
        }

        public Draft originating(@Nullable String country) {
            return eachItem(item -> new GoodsItem(
                    item.seq(),
                    item.description(),
                    item.hsCode(),
                    country,
                    item.grossMassKg(),
                    item.netMassKg(),
                    item.volumeM3(),
                    item.packages(),
                    item.undg(),
                    item.value(),
                    item.temperatureC(),
                    item.duty(),
                    item.containers()));
        }

        public Draft dutiable(@Nullable Double ratePercent, @Nullable String type) {
            return eachItem(item -> new GoodsItem(
                    item.seq(),
                    item.description(),
                    item.hsCode(),
                    item.origin(),
                    item.grossMassKg(),
                    item.netMassKg(),
                    item.volumeM3(),
                    item.packages(),
                    item.undg(),
                    item.value(),
                    item.temperatureC(),
                    new Duty(ratePercent, type),
                    item.containers()));
        }

        public Draft valued(@Nullable Money value) {
            return eachItem(item -> new GoodsItem(
                    item.seq(),
                    item.description(),
                    item.hsCode(),
                    item.origin(),
                    item.grossMassKg(),
                    item.netMassKg(),
                    item.volumeM3(),
                    item.packages(),
                    item.undg(),
                    value,
                    item.temperatureC(),
                    item.duty(),
                    item.containers()));
        }

        public Draft inContainers(String... ids) {
            equipment = new ArrayList<>();
            for (String id : ids) {
                equipment.add(box(id));
            }
            return this;
        }

        public Draft equipment(Equipment... values) {
            equipment = new ArrayList<>(List.of(values));
            return this;
        }

        public Draft totals(@Nullable Totals value) {
            totals = value;
            return this;
        }

        public Draft deadlines(@Nullable Deadlines value) {
            deadlines = value;
            return this;
        }

        public Draft freight(@Nullable Freight value) {
            freight = value;
            return this;
        }

        public Draft documents(SupportingDocument... values) {
            documents = List.of(values);
            return this;
        }

        public Draft paid(Payment payment) {
            freight = new Freight(payment, 2_400.0, "USD");
            return this;
        }

        public Consignment build() {
            return new Consignment(
                    tenant,
                    key,
                    receivedAt,
                    billLevel,
                    document,
                    master,
                    nature,
                    mode,
                    conveyance,
                    routing,
                    countriesOfRouting,
                    office,
                    filer,
                    parties,
                    items,
                    equipment,
                    totals,
                    freight,
                    deadlines,
                    documents,
                    List.of());
        }

        private double massKg() {
            double mass = 0;
            for (GoodsItem item : items) {
                Double stated = item.massKg();
                mass += stated == null ? 0 : stated;
            }
            return mass;
        }

        private Draft eachItem(java.util.function.UnaryOperator<GoodsItem> change) {
            items.replaceAll(change);
            return this;
        }
    }

    /** An item of woven cotton shirts under another code and origin. */
    public static GoodsItem item(int seq, @Nullable String hsCode, @Nullable String origin, @Nullable Double massKg) {
        return new GoodsItem(
                seq,
                "MEN'S WOVEN COTTON SHIRTS, 500 CARTONS",
                hsCode,
                origin,
                massKg,
                null,
                40.0,
                List.of(new Packages(500, "CT", null)),
                List.of(),
                new Money(60_000, "USD", "FOB"),
                null,
                new Duty(12.0, "A"),
                List.of());
    }

    /** A full 40-foot container with one seal. */
    public static Equipment box(String id) {
        return new Equipment(
                id, "45G1", PackedStatus.FULL, List.of(new Seal("ML-CN0012345", "CA", null)), 3_800.0, 13_800.0, null);
    }
}
