// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.DEPARTURE;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.Seal;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** The indicators that read what became of a bill since it was first filed, on events of the ledger itself. */
class AmendedBillTest {
    private static final CaseIndicators INDICATORS = new CaseIndicators(Reference.bundled());
    private static final Instant ARRIVAL = DEPARTURE.plus(Duration.ofDays(30));

    private final Ledger ledger = new Ledger(LedgerSettings.keeping(Duration.ofDays(90)));
    private @Nullable LedgerEntry entry;
    private int version;

    @Test
    void anAmendmentThatChangesWhoWhatOrWhereIsMaterialForGood() {
        assertThat(read(file(consignment()), Indicators.get("material_amendment")))
                .isNull();
        assertThat(read(amend(consignment().weighingKg(9_990)), Indicators.get("material_amendment")))
                .isEqualTo(new Reading(
                        Indicators.get("material_amendment"),
                        0,
                        "amendments left consignee, goods, containers and place of discharge as they were"));
        assertThat(read(
                        amend(consignment().consignedTo("NL999").inContainers("MSKU9070323")),
                        Indicators.get("material_amendment")))
                .isEqualTo(new Reading(
                        Indicators.get("material_amendment"),
                        1,
                        "changed since it was first filed: consignee, containers"));
        assertThat(read(amend(consignment()), Indicators.get("material_amendment")))
                .as("taken back, but tried")
                .extracting(Reading::value)
                .isEqualTo(1.0);
    }

    @Test
    void aBillFiledAgainAtAnotherOfficeIsCancelAndRefile() {
        assertThat(read(file(consignment()), Indicators.get("cancel_and_refile")))
                .isNull();
        withdrawAfter(Duration.ofHours(10));

        assertThat(read(
                        fileAfter(Duration.ofHours(15), consignment().office("NL000396")),
                        Indicators.get("cancel_and_refile")))
                .isEqualTo(new Reading(
                        Indicators.get("cancel_and_refile"),
                        1,
                        "refiled 5 hours after withdrawal: office was NL000510, now NL000396"));
    }

    @Test
    void aBillFiledAgainAsItWasIsNoneAndAfterThreeDaysItIsAnother() {
        file(consignment());
        withdrawAfter(Duration.ofHours(10));
        assertThat(read(fileAfter(Duration.ofHours(11), consignment()), Indicators.get("cancel_and_refile")))
                .isEqualTo(new Reading(
                        Indicators.get("cancel_and_refile"),
                        0,
                        "refiled 1 hour after withdrawal: same filer and parties; same office"));
        withdrawAfter(Duration.ofHours(20));

        assertThat(read(
                        fileAfter(Duration.ofHours(93), consignment().office("NL000396")),
                        Indicators.get("cancel_and_refile")))
                .isNull();
    }

    @Test
    void aBillFiledAgainForAnotherConsigneeIsRefiledForOther() {
        assertThat(read(file(consignment()), Indicators.get("refiled_for_other")))
                .isNull();
        withdrawAfter(Duration.ofHours(10));
        assertThat(read(fileAfter(Duration.ofHours(11), consignment()), Indicators.get("refiled_for_other")))
                .isEqualTo(new Reading(
                        Indicators.get("refiled_for_other"), 0, "refiled after withdrawal for the same parties"));
        withdrawAfter(Duration.ofHours(12));
        assertThat(read(
                        fileAfter(Duration.ofHours(13), consignment().consignedTo("NL999")),
                        Indicators.get("refiled_for_other")))
                .isEqualTo(new Reading(
                        Indicators.get("refiled_for_other"), 1, "refiled after withdrawal for other parties"));
    }

    @Test
    void anotherConsigneeByTheSameFilerAtTheSameOfficeCorrectsABill() {
        file(consignment());
        withdrawAfter(Duration.ofHours(10));

        assertThat(read(
                        fileAfter(Duration.ofHours(11), consignment().consignedTo("NL999")),
                        Indicators.get("cancel_and_refile")))
                .isEqualTo(new Reading(
                        Indicators.get("cancel_and_refile"),
                        0,
                        "refiled 1 hour after withdrawal: other parties; same filer; same office"));
    }

    @Test
    void noticesOfArrivalAndReplacementsAtSeaAreNoLateFiling() {
        assertThat(read(file(consignment()), Indicators.get("late_filing")))
                .extracting(Reading::value)
                .isEqualTo(0.0);
        for (int notice = 0; notice < 2; notice++) {
            Instant landed = ARRIVAL.plusSeconds(60L * notice);
            Draft arrived = consignment()
                    .routing(new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, "NL", landed, null, landed, null))
                    .receivedAt(landed);
            assertThat(read(
                            take(EventKind.ARRIVAL, "NOTICE-" + notice, arrived.build()),
                            Indicators.get("late_filing")))
                    .extracting(Reading::value)
                    .isEqualTo(0.0);
        }
        assertThat(read(amendAt(ARRIVAL, consignment()), Indicators.get("late_filing")))
                .extracting(Reading::value)
                .isEqualTo(0.0);
        assertThat(read(amendAt(ARRIVAL, consignment().weighingKg(7)), Indicators.get("late_filing")))
                .extracting(Reading::value)
                .isEqualTo(0.0);
    }

    @Test
    void aSecondFilerWithOtherPartiesIsADuplicateBill() {
        assertThat(read(file(consignment()), Indicators.get("duplicate_bill"))).isNull();
        Draft other = consignment().filer("FORWARDER-2").consignedTo("NL999");

        CaseEvent claim = take(EventKind.CREATE, "MRN-9", other.onDay(1).build());

        assertThat(claim.kind()).isEqualTo(CaseEvent.Kind.CONTESTED);
        assertThat(read(claim, Indicators.get("duplicate_bill")))
                .isEqualTo(new Reading(
                        Indicators.get("duplicate_bill"),
                        1,
                        "also claimed by FORWARDER-1 (filing MRN-1), with other parties"));
        assertThat(read(amend(consignment()), Indicators.get("duplicate_bill")))
                .as("the first claim, at its next event")
                .extracting(Reading::value)
                .isEqualTo(1.0);
    }

    @Test
    void aSecondFilerWhoSaysTheSameIsNone() {
        file(consignment());

        assertThat(read(
                        take(
                                EventKind.CREATE,
                                "MRN-9",
                                consignment().filer("CARRIER-1").onDay(1).build()),
                        Indicators.get("duplicate_bill")))
                .isEqualTo(new Reading(
                        Indicators.get("duplicate_bill"),
                        0,
                        "also claimed by FORWARDER-1, with the same parties and containers"));
    }

    /** An entry summary names the consignee by one register, a manifest by another or by its name. */
    @Test
    void twoRegimesFilingsOfOneConsignmentAreOneCaseWithTwoDocuments() {
        Party summary = named(null, new PartyId("EORI", "NL812345678"));
        for (Party manifest : List.of(
                named("Shirts and More BV", new PartyId("VAT", "NL812345678B01")),
                named("Shirts and More BV", new PartyId("TIN", "812345678")),
                named("Shirts and More BV", new PartyId("DUNS", "406789123")),
                named("SHIRTS & MORE B.V."))) {
            assertThat(claimed(summary, manifest))
                    .as("%s", manifest)
                    .isEqualTo(new Reading(
                            Indicators.get("duplicate_bill"),
                            0,
                            "also claimed by FORWARDER-1, with the same parties and containers"));
            entry = null;
            file(consignment().party(summary));
            withdrawAfter(Duration.ofHours(10));
            CaseEvent again = fileAfter(
                    Duration.ofHours(11), consignment().filer("CARRIER-1").party(manifest));
            assertThat(read(again, Indicators.get("cancel_and_refile")))
                    .isEqualTo(new Reading(
                            Indicators.get("cancel_and_refile"),
                            1,
                            "refiled 1 hour after withdrawal: filer was FORWARDER-1, now CARRIER-1"));
            assertThat(read(again, Indicators.get("refiled_for_other")))
                    .extracting(Reading::value)
                    .isEqualTo(0.0);
        }
    }

    @Test
    void anotherPartyIsOneInTwoRegimesToo() {
        PartyId eori = new PartyId("EORI", "NL812345678");
        Party summary = named("Shirts and More BV", eori);
        for (Party other : List.of(
                named("Trousers and Less BV", new PartyId("EORI", "NL899999999")),
                named("Trousers and Less BV", new PartyId("VAT", "NL899999999B01")),
                named("Trousers and Less BV"))) {
            assertThat(claimed(summary, other))
                    .as("%s", other)
                    .extracting(Reading::value)
                    .isEqualTo(1.0);
        }
        assertThat(claimed(named(null, eori), named(null, new PartyId("EORI", "NL899999999"))))
                .extracting(Reading::value)
                .isEqualTo(1.0);
    }

    @Test
    void aNumberInAnotherFormIsNoChangeOfConsignee() {
        file(consignment().party(named("Shirts and More BV", new PartyId("EORI", "NL812345678"))));

        CaseEvent amended = amendAt(
                DEPARTURE.plusSeconds(60),
                consignment().party(named("S & M Holding BV", new PartyId("VAT", "NL812345678B01"))));

        assertThat(read(amended, Indicators.get("consignee_switch")))
                .extracting(Reading::value)
                .isEqualTo(0.0);
        assertThat(read(amended, Indicators.get("material_amendment")))
                .extracting(Reading::value)
                .isEqualTo(0.0);
    }

    @Test
    void aNumberWithLettersAroundItIsAnother() {
        for (PartyId other : List.of(new PartyId("ZZ", "XL01234567AX"), new PartyId("TIN", "AL99L01234567A"))) {
            entry = null;
            file(consignment().party(named("Shirts and More", new PartyId("EORI", "L01234567A"))));

            CaseEvent amended = amendAt(DEPARTURE.plusSeconds(60), consignment().party(named("Shady LLC", other)));

            assertThat(read(amended, Indicators.get("consignee_switch")))
                    .as("%s", other)
                    .extracting(Reading::value)
                    .isNotEqualTo(0.0);
        }
    }

    private @Nullable Reading claimed(Party first, Party second) {
        entry = null;
        file(consignment().party(first));
        Draft claim = consignment().filer("CARRIER-1").party(second);
        return read(take(EventKind.CREATE, "MRN-9", claim.onDay(1).build()), Indicators.get("duplicate_bill"));
    }

    private static Party named(@Nullable String name, PartyId... ids) {
        return new Party(
                Role.CONSIGNEE,
                name,
                List.of(ids),
                PersonType.LEGAL,
                new Address("1 Harbour Road", "Harbour City", "1000", "NL", null),
                List.of(),
                false);
    }

    @Test
    void anotherSealIsAChangeAndOneOfCustomsOnTopIsNot() {
        Seal carriers = new Seal("ML-CN0012345", "CA", null);
        assertThat(read(file(consignment().equipment(sealed(carriers))), Indicators.get("seal_changed")))
                .isNull();
        assertThat(read(
                        amend(consignment().equipment(sealed(carriers, new Seal("NL77", "CU", null)))),
                        Indicators.get("seal_changed")))
                .extracting(Reading::value)
                .isEqualTo(0.0);
        assertThat(read(
                        amend(consignment().equipment(sealed(new Seal("NL77", "CU", null)))),
                        Indicators.get("seal_changed")))
                .as("customs opened it")
                .isNull();

        Reading changed = read(
                amend(consignment().equipment(sealed(new Seal("XX1", "SH", null)))), Indicators.get("seal_changed"));

        assertThat(Objects.requireNonNull(changed).value()).isEqualTo(1);
        assertThat(changed.evidence())
                .as("a hash is all that is kept of the seal first filed")
                .isEqualTo("CSQU3054383: 1 other seal first filed, now XX1");
    }

    @Test
    void aChangedSealIsShownWithTheNumberFirstFiled() {
        file(consignment().equipment(sealed(new Seal("HL1234567", "CA", null))));

        Reading changed = read(
                amend(consignment().equipment(sealed(new Seal("HL5379549", "CA", null)))),
                Indicators.get("seal_changed"));

        assertThat(changed)
                .isEqualTo(new Reading(Indicators.get("seal_changed"), 1, "CSQU3054383: was HL1234567, now HL5379549"));
    }

    @Test
    void anotherPortIsALateChangeAtSeaAndNotBeforeDeparture() {
        file(consignment());

        assertThat(read(
                        amendAt(DEPARTURE.minusSeconds(60), dischargedAt("BEANR")),
                        Indicators.get("late_discharge_change")))
                .extracting(Reading::value)
                .isEqualTo(0.0);
        assertThat(read(
                        amendAt(DEPARTURE.plus(Duration.ofDays(5)), dischargedAt("DEHAM")),
                        Indicators.get("late_discharge_change")))
                .isEqualTo(new Reading(
                        Indicators.get("late_discharge_change"),
                        1,
                        "discharge was NLRTM, now DEHAM, 5 days after departure on 2026-03-04"));
        assertThat(read(
                        amendAt(DEPARTURE.plus(Duration.ofDays(6)), consignment()),
                        Indicators.get("late_discharge_change")))
                .as("back to the first one")
                .isEqualTo(
                        new Reading(Indicators.get("late_discharge_change"), 0, "discharge at NLRTM as first filed"));
    }

    private static Draft dischargedAt(String locode) {
        Leg load = consignment().build().routing().get(0);
        return consignment()
                .routing(load, new Leg(2, LegFunction.DISCHARGE, locode, null, null, ARRIVAL, null, null, null));
    }

    private static Equipment sealed(Seal... seals) {
        return new Equipment("CSQU3054383", "45G1", null, List.of(seals), null, null, null);
    }

    private CaseEvent file(Draft draft) {
        return take(EventKind.CREATE, "MRN-1", draft.build());
    }

    private CaseEvent fileAfter(Duration span, Draft draft) {
        return take(
                EventKind.CREATE,
                "MRN-" + span,
                draft.receivedAt(Consignments.RECEIVED_AT.plus(span)).build());
    }

    private CaseEvent amend(Draft draft) {
        return amendAt(Consignments.RECEIVED_AT.plus(Duration.ofHours(30 + version)), draft);
    }

    private CaseEvent amendAt(Instant at, Draft draft) {
        return take(EventKind.REPLACE, "MRN-1", draft.receivedAt(at).build());
    }

    private void withdrawAfter(Duration span) {
        Consignment withdrawn =
                consignment().receivedAt(Consignments.RECEIVED_AT.plus(span)).build();
        take(
                EventKind.DELETE,
                Objects.requireNonNull(Objects.requireNonNull(entry).filing()).filingId(),
                withdrawn);
    }

    private CaseEvent take(EventKind kind, String filingId, Consignment said) {
        version++;
        Instant at = said.receivedAt();
        Filing filing = new Filing(
                "event-" + version,
                kind,
                filingId,
                version,
                null,
                at,
                new Position(at.toEpochMilli(), Position.Input.FILING, "filings", 0, version),
                said);
        List<LedgerStep> steps = ledger.take(entry, filing, Speaker.UNCHECKED, () -> new byte[0]);
        LedgerStep last = steps.get(steps.size() - 1);
        entry = last.after();
        return Objects.requireNonNull(last.event(), "every filing here changes something");
    }

    private static @Nullable Reading read(CaseEvent event, Indicator indicator) {
        return Readings.of(INDICATORS.of(event)).get(indicator);
    }
}
