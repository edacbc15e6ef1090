// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.DEPARTURE;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.box;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.item;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.filing.DataQuality.Finding;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reference.Reference;

class DataQualityTest {
    /** The unremarkable consignment: 13 elements that are always expected at sea, 5 that it states. */
    private static final double EXPECTED = 18;

    @Test
    void aCompleteFilingScoresOne() {
        assertThat(quality(consignment())).isEqualTo(DataQuality.COMPLETE);
    }

    @Test
    void everyMissingElementCountsTheSameAndIsNamed() {
        DataQuality quality = quality(consignment()
                .withoutParty(Role.CONSIGNOR)
                .describedAs(null)
                .weighingKg(null)
                .totals(null)
                .conveyance(Conveyance.UNNAMED));

        assertThat(quality.findings())
                .containsExactly(
                        new Finding(QualityReason.MISSING_PARTY, "no shipper"),
                        new Finding(QualityReason.MISSING_COUNTRY, "no country of the shipper"),
                        new Finding(QualityReason.MISSING_DESCRIPTION, "no description of item 1"),
                        new Finding(QualityReason.MISSING_MASS, "no mass of item 1"),
                        new Finding(QualityReason.MISSING_CONVEYANCE, "no conveyance"));
        assertThat(quality.score()).isCloseTo(12.0 / (EXPECTED - 1), within(1e-12));
    }

    @Test
    void codesThatDoNotExistAreFindingsNotErrors() {
        DataQuality quality = quality(consignment()
                .party(company(Role.CONSIGNEE, "Shirts and More BV", "YY"))
                .carrying("001122", "001133")
                .totals(null)
                .originating("U1")
                .loadedAt("YYSHA")
                .equipment(sized("99ZZ")));

        assertThat(quality.findings())
                .containsExactly(
                        new Finding(QualityReason.UNKNOWN_COUNTRY, "unknown country YY of the consignee"),
                        new Finding(
                                QualityReason.UNKNOWN_COMMODITY_CODE, "unknown HS code 001122 of item 1, and 1 more"),
                        new Finding(QualityReason.UNKNOWN_COUNTRY, "unknown country U1, origin of item 1, and 1 more"),
                        new Finding(QualityReason.UNKNOWN_PLACE, "unknown UN/LOCODE YYSHA"),
                        new Finding(QualityReason.UNKNOWN_SIZE_TYPE, "unknown container size 99ZZ of CSQU3054383"));
    }

    @Test
    void aVagueDescriptionAndTotalsThatContradictTheItemsAreFindings() {
        DataQuality quality =
                quality(consignment().describedAs("GENERAL CARGO").totals(new Totals(500L, 4_536.0, 1, 1)));

        assertThat(quality.findings())
                .containsExactly(
                        new Finding(QualityReason.VAGUE_DESCRIPTION, "vague description of item 1"),
                        new Finding(QualityReason.CONTRADICTORY_TOTALS, "items weigh 10000 kg, total stated 4536 kg"));
        assertThat(quality.score()).isCloseTo((EXPECTED - 2) / EXPECTED, within(1e-12));
    }

    @Test
    void timesThatCannotBeAreFindings() {
        assertThat(quality(consignment().departing(Instant.parse("2062-03-04T00:00:00Z"), null))
                        .findings())
                .extracting(Finding::detail)
                .containsExactly("years from the filing: 2062-03-04T00:00:00Z, and 1 more");
        assertThat(quality(consignment().departing(DEPARTURE, DEPARTURE.plus(Duration.ofDays(9))))
                        .findings())
                .extracting(Finding::detail)
                .containsExactly("stated as past, yet after the filing: 2026-03-13T09:00:00Z");
        assertThat(quality(consignment().departing(DEPARTURE.plus(Duration.ofDays(60)), null))
                        .findings())
                .containsExactly(new Finding(
                        QualityReason.IMPOSSIBLE_TIME,
                        "arrival 2026-04-03T09:00:00Z before departure 2026-05-03T09:00:00Z"));
        assertThat(quality(consignment()
                                .routing(
                                        new Leg(1, LegFunction.LOAD, "CNSHA", null, null, null, null, null, null),
                                        new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, null, null, null, null, null)))
                        .findings())
                .containsExactly(new Finding(QualityReason.MISSING_TIME, "no time of departure or arrival"));
    }

    @Test
    void equipmentIsExpectedAtSeaOnly() {
        assertThat(quality(consignment().equipment()).findings())
                .containsExactly(new Finding(QualityReason.MISSING_EQUIPMENT, "no equipment, though by sea"));
        assertThat(quality(consignment().by(TransportMode.AIR).equipment()).score())
                .isEqualTo(1);
    }

    @Test
    void aBillToOrderIsComplete() {
        Party toOrder = new Party(Role.CONSIGNEE, null, List.of(), PersonType.UNKNOWN, null, List.of(), true);

        assertThat(quality(consignment().party(toOrder)).score()).isEqualTo(1);
    }

    @Test
    void whatNobodyCanMeanIsOneFindingWithItsFields() {
        Consignment filed = consignment()
                .build()
                .notCounting(List.of("routing[1].eta=9999-12-31T00:00:00Z", "totals.items=1000000001"));

        assertThat(DataQuality.of(filed, Reference.bundled()).findings())
                .containsExactly(new Finding(
                        QualityReason.NOT_COUNTED,
                        "implausible, counts as not stated: routing[1].eta=9999-12-31T00:00:00Z,"
                                + " totals.items=1000000001"));
    }

    @Test
    void clocksThatDisagreeByMoreThanADayAreAFinding() {
        assertThat(quality(RECEIVED_AT.plus(Duration.ofHours(23)), RECEIVED_AT, RECEIVED_AT))
                .isEqualTo(DataQuality.COMPLETE);
        assertThat(quality(RECEIVED_AT, RECEIVED_AT, RECEIVED_AT.plus(Duration.ofDays(900))))
                .as("a replay is read years later")
                .isEqualTo(DataQuality.COMPLETE);
        Instant ahead = Instant.parse("2031-03-02T09:00:00Z");
        assertThat(quality(ahead, RECEIVED_AT, RECEIVED_AT).findings())
                .containsExactly(new Finding(
                        QualityReason.IMPOSSIBLE_TIME, "filed 2031-03-02T09:00:00Z, received 2026-03-02T09:00:00Z"));
        assertThat(quality(RECEIVED_AT.minus(Duration.ofDays(900)), RECEIVED_AT, RECEIVED_AT)
                        .findings())
                .hasSize(1);
        DataQuality received = quality(RECEIVED_AT, RECEIVED_AT.plus(Duration.ofDays(2)), RECEIVED_AT);
        assertThat(received.findings())
                .containsExactly(new Finding(
                        QualityReason.IMPOSSIBLE_TIME, "received 2026-03-04T09:00:00Z, read 2026-03-02T09:00:00Z"));
        assertThat(received.score()).isCloseTo(EXPECTED / (EXPECTED + 1), within(1e-12));
    }

    @Test
    void anActualArrivalIsPossibleOnceTheNoticeOfItIsReceived() {
        Instant landed = DEPARTURE.plus(Duration.ofDays(29));
        Consignment arrived = consignment()
                .routing(
                        consignment().build().routing().get(0),
                        new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, "NL", landed, null, landed, null))
                .build();

        assertThat(DataQuality.of(amendedAt(landed.plusSeconds(60), arrived), Reference.bundled()))
                .isEqualTo(DataQuality.COMPLETE);
        assertThat(DataQuality.of(amendedAt(landed.minus(Duration.ofDays(2)), arrived), Reference.bundled())
                        .findings())
                .extracting(Finding::reason)
                .containsExactly(QualityReason.IMPOSSIBLE_TIME);
    }

    private static DataQuality quality(Instant filedAt, Instant receivedAt, Instant readAt) {
        Consignment filed = consignment().build();
        return DataQuality.of(event(filedAt, receivedAt, readAt, filed), Reference.bundled());
    }

    private static CaseEvent amendedAt(Instant receivedAt, Consignment now) {
        return event(receivedAt, receivedAt, receivedAt, now);
    }

    private static CaseEvent event(Instant filedAt, Instant receivedAt, Instant readAt, Consignment now) {
        CaseEvent filed = Consignments.filed(now);
        return new CaseEvent(
                filed.kind(),
                filed.tenant(),
                filed.key(),
                new Position(readAt.toEpochMilli(), Position.Input.FILING, "filings", 0, 1),
                filed.sequence(),
                new CaseEvent.FilingRef("MRN", 1, filedAt),
                receivedAt,
                filed.amendments(),
                null,
                now,
                null,
                null,
                null,
                filed.history());
    }

    @Test
    void nineThousandBadItemsAreOneFinding() {
        Draft draft = consignment();
        GoodsItem[] items = new GoodsItem[9_999];
        for (int i = 0; i < items.length; i++) {
            items[i] = item(i + 1, null, "CN", 1.0);
        }

        assertThat(quality(draft.items(items).totals(null)).findings())
                .containsExactly(new Finding(
                        QualityReason.MISSING_COMMODITY_CODE, "no code of six digits for item 1, and 9998 more"));
    }

    private static Equipment sized(String sizeType) {
        Equipment box = box("CSQU3054383");
        return new Equipment(
                box.id(), sizeType, box.packedStatus(), box.seals(), box.tareKg(), box.vgmKg(), box.setTemperatureC());
    }

    private static DataQuality quality(Draft draft) {
        return DataQuality.of(draft.build(), Reference.bundled());
    }
}
