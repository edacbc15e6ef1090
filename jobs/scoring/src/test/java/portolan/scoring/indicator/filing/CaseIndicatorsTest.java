// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.DEPARTURE;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.amended;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;
import static portolan.scoring.Consignments.item;
import static portolan.scoring.Consignments.registered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Unit;
import portolan.scoring.reference.Reference;

class CaseIndicatorsTest {
    private static final CaseIndicators INDICATORS = new CaseIndicators(Reference.bundled());

    @Test
    void anUnremarkableConsignmentHasNoHit() {
        assertThat(INDICATORS.of(filed(consignment().build())))
                .filteredOn(reading -> reading.indicator().unit() == Unit.FLAG)
                .isNotEmpty()
                .extracting(Reading::value)
                .containsOnly(0.0);
    }

    @Test
    void everyClassThatReadsACaseIsListed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/portolan/scoring/indicator/filing"))) {
            assertThat(files.filter(file -> says(file, " extends CaseIndicator ")))
                    .hasSizeGreaterThan(30)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(CaseIndicators.ALL.stream()
                            .map(read -> read.getClass().getSimpleName() + ".java")
                            .distinct()
                            .toList());
        }
    }

    private static boolean says(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDescriptionThatSaysNothingIsVague() {
        assertThat(read(consignment().describedAs("Spare parts."), Indicators.get("vague_description")))
                .isEqualTo(
                        new Reading(Indicators.get("vague_description"), 1, "item 1: \"Spare parts.\", nothing else"));
    }

    @Test
    void oneVagueItemAmongOthersIsEnough() {
        Consignment consignment = consignment().carrying("620520", "620530").build();
        Consignment mixed = consignment()
                .items(consignment.items().get(0), vague(consignment))
                .build();

        assertThat(value(filed(mixed), Indicators.get("vague_description"))).isEqualTo(1);
    }

    @Test
    void consolidatedIsFineOnAMasterBillOnly() {
        Draft consolidated = consignment().describedAs("CONSOLIDATED CARGO");

        assertThat(value(filed(consolidated.build()), Indicators.get("vague_description")))
                .isEqualTo(1);
        assertThat(value(filed(consolidated.level(BillLevel.MASTER).build()), Indicators.get("vague_description")))
                .isEqualTo(0);
    }

    @Test
    void aFeedWithoutDescriptionsGivesNoReading() {
        assertThat(read(consignment().describedAs(null), Indicators.get("vague_description")))
                .isNull();
    }

    @Test
    void everyAmendmentCounts() {
        Consignment consignment = consignment().build();

        assertThat(read(amended(consignment, consignment, 3, null), Indicators.get("amendment_churn")))
                .isEqualTo(new Reading(Indicators.get("amendment_churn"), 3, "amended 3 times"));
        assertThat(read(consignment(), Indicators.get("amendment_churn")))
                .isEqualTo(new Reading(Indicators.get("amendment_churn"), 0, "never amended"));
    }

    @Test
    void anotherConsigneeAfterDepartureIsASwitch() {
        CaseEvent event = switched(registered(Role.CONSIGNEE, "NL999", "Quick Trade BV", "NL"), Duration.ofDays(5));

        assertThat(read(event, Indicators.get("consignee_switch")))
                .isEqualTo(new Reading(
                        Indicators.get("consignee_switch"),
                        1,
                        "consignee was Shirts and More BV (EORI:NL812345678), now Quick Trade BV (EORI:NL999), 5 days"
                                + " after departure on 2026-03-04"));
    }

    @Test
    void anotherConsigneeBeforeDepartureIsNoSwitch() {
        CaseEvent event = switched(registered(Role.CONSIGNEE, "NL999", "Quick Trade BV", "NL"), Duration.ofDays(-1));

        assertThat(value(event, Indicators.get("consignee_switch"))).isEqualTo(0);
    }

    @Test
    void theActualDepartureCountsBeforeTheEstimatedOne() {
        Draft late = consignment().departing(DEPARTURE, DEPARTURE.plus(Duration.ofDays(9)));
        CaseEvent event = amended(
                late.build(),
                late.receivedAt(DEPARTURE.plus(Duration.ofDays(5)))
                        .consignedTo("NL999")
                        .build());

        assertThat(value(event, Indicators.get("consignee_switch"))).isEqualTo(0);
    }

    @Test
    void theSameCompanyUnderANewNumberOrSpellingIsNoSwitch() {
        assertThat(value(
                        switched(company(Role.CONSIGNEE, "SHIRTS and more, BV", "NL"), Duration.ofDays(5)),
                        Indicators.get("consignee_switch")))
                .isEqualTo(0);
        assertThat(value(
                        switched(registered(Role.CONSIGNEE, "NL812345678", "S&M Trading", "NL"), Duration.ofDays(5)),
                        Indicators.get("consignee_switch")))
                .isEqualTo(0);
    }

    @Test
    void aBillToOrderThatFindsItsConsigneeIsNoSwitch() {
        Party toOrder = new Party(Role.CONSIGNEE, "TO ORDER", List.of(), PersonType.UNKNOWN, null, List.of(), true);

        assertThat(read(switched(toOrder, Duration.ofDays(5)), Indicators.get("consignee_switch")))
                .isNull();
    }

    @Test
    void withoutADepartureNobodyKnowsWhetherItWasASwitch() {
        Draft undated = consignment().departing(null, null);
        CaseEvent event =
                amended(undated.build(), undated.onDay(20).consignedTo("NL999").build());

        assertThat(read(event, Indicators.get("consignee_switch"))).isNull();
        assertThat(read(consignment(), Indicators.get("consignee_switch"))).isNull();
    }

    @Test
    void aWrongCheckDigitIsAHit() {
        assertThat(read(
                        consignment().inContainers("CSQU3054383", "CSQU3054384"),
                        Indicators.get("container_check_digit")))
                .isEqualTo(new Reading(
                        Indicators.get("container_check_digit"), 1, "CSQU3054384 has check digit 4, 3 would be right"));
        assertThat(read(consignment(), Indicators.get("container_check_digit")))
                .isEqualTo(new Reading(
                        Indicators.get("container_check_digit"), 0, "1 container number with the right check digit"));
    }

    @Test
    void equipmentThatIsNoContainerIsNotMeasured() {
        assertThat(read(
                        consignment().by(TransportMode.AIR).inContainers("AKE12345LH", "NIL"),
                        Indicators.get("container_check_digit")))
                .isNull();
        assertThat(read(consignment().inContainers(), Indicators.get("container_check_digit")))
                .isNull();
    }

    @Test
    void aListedPortOfLoadingOrTransshipmentIsAHit() {
        assertThat(read(consignment().loadedAt("ECGYE"), Indicators.get("port_exposure")))
                .isEqualTo(new Reading(
                        Indicators.get("port_exposure"),
                        1,
                        "loaded at ECGYE Guayaquil, named for narcotics (UNODC-WCO CCP news December 2022)"));
        assertThat(value(filed(consignment().transshippedAt("COCTG").build()), Indicators.get("port_exposure")))
                .isEqualTo(1);
        assertThat(read(consignment(), Indicators.get("port_exposure")))
                .isEqualTo(new Reading(
                        Indicators.get("port_exposure"), 0, "1 port of loading and transshipment, none exposed"));
    }

    @Test
    void aFeedThatKnowsCountriesOnlyHasNoPortExposure() {
        assertThat(read(consignment().loadedInCountry("EC"), Indicators.get("port_exposure")))
                .isNull();
    }

    @Test
    void freightPaidInCashIsAHitAndUnknownPaymentIsNotMeasured() {
        assertThat(read(consignment().paid(Payment.CASH), Indicators.get("freight_paid_cash")))
                .isEqualTo(new Reading(Indicators.get("freight_paid_cash"), 1, "freight paid in cash: 2400 USD"));
        assertThat(read(consignment().paid(Payment.COLLECT), Indicators.get("freight_paid_cash")))
                .isEqualTo(new Reading(Indicators.get("freight_paid_cash"), 0, "freight collect"));
        assertThat(read(consignment().paid(Payment.UNKNOWN), Indicators.get("freight_paid_cash")))
                .isNull();
        assertThat(read(consignment().freight(null), Indicators.get("freight_paid_cash")))
                .isNull();
    }

    private static GoodsItem vague(Consignment like) {
        return consignment()
                .items(item(2, like.items().get(1).hsCode(), "CN", 5_000.0))
                .describedAs("GIFT")
                .build()
                .items()
                .get(0);
    }

    private static CaseEvent switched(Party consignee, Duration afterDeparture) {
        Consignment before = consignment().receivedAt(RECEIVED_AT).build();
        return amended(
                before,
                consignment()
                        .receivedAt(DEPARTURE.plus(afterDeparture))
                        .party(consignee)
                        .build());
    }

    private static @Nullable Reading read(Draft draft, Indicator indicator) {
        return read(filed(draft.build()), indicator);
    }

    private static @Nullable Reading read(CaseEvent event, Indicator indicator) {
        return Readings.of(INDICATORS.of(event)).get(indicator);
    }

    private static double value(CaseEvent event, Indicator indicator) {
        return Readings.of(INDICATORS.of(event)).value(indicator);
    }
}
