// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.box;
import static portolan.scoring.Consignments.consignment;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.Totals;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;

/** The stateless indicators that hold quantities against each other or against reference data. */
class StatedQuantitiesTest {
    @Test
    void totalsAreHeldAgainstTheSumOfTheItems() {
        assertThat(CaseReading.of(consignment(), Indicator.TOTALS_MISMATCH))
                .isEqualTo(new Reading(Indicator.TOTALS_MISMATCH, 0, "items weigh 10000 kg, as stated in total"));
        assertThat(CaseReading.of(consignment().totals(new Totals(500L, 8_000.0, 1, 1)), Indicator.TOTALS_MISMATCH))
                .isEqualTo(new Reading(Indicator.TOTALS_MISMATCH, 0.2, "items weigh 10000 kg, total stated 8000 kg"));
        assertThat(CaseReading.of(consignment().totals(new Totals(1_000L, null, 1, 1)), Indicator.TOTALS_MISMATCH))
                .isEqualTo(new Reading(Indicator.TOTALS_MISMATCH, 0.5, "items count 500 packages, total stated 1000"));
        assertThat(CaseReading.of(consignment().totals(null), Indicator.TOTALS_MISMATCH))
                .isNull();
    }

    @Test
    void anOriginThatGoodsOnlyPassIsSeen() {
        assertThat(CaseReading.of(
                        consignment().originating("TH").loadedAt("CNSHA").transshippedAt("THLCH"),
                        Indicator.ORIGIN_ON_THE_WAY))
                .isEqualTo(
                        new Reading(Indicator.ORIGIN_ON_THE_WAY, 1, "origin TH, loaded in CN, transshipped in THLCH"));
        assertThat(CaseReading.of(
                        consignment().originating("TH").loadedAt("CNSHA").transshippedAt("SGSIN"),
                        Indicator.ORIGIN_ON_THE_WAY))
                .as("passes another country")
                .isEqualTo(new Reading(
                        Indicator.ORIGIN_ON_THE_WAY, 0, "loaded in the country of origin, or not transshipped there"));
        assertThat(CaseReading.of(
                        consignment().originating("TH").loadedAt("THBKK").transshippedAt("THLCH"),
                        Indicator.ORIGIN_ON_THE_WAY))
                .as("loaded where it is from")
                .extracting(Reading::value)
                .isEqualTo(0.0);
        assertThat(CaseReading.of(consignment().originating(null), Indicator.ORIGIN_ON_THE_WAY))
                .isNull();
    }

    @Test
    void freightIsHeldAgainstTheValueWithinACurrencyOnly() {
        assertThat(CaseReading.of(consignment(), Indicator.FACE_RATIO))
                .isEqualTo(new Reading(
                        Indicator.FACE_RATIO, 60_000.0 / 62_400, "worth 60000 USD without freight, 62400 USD with it"));
        Freight inYen = new Freight(Payment.PREPAID, 240_000.0, "JPY");
        assertThat(CaseReading.of(scrap(2_000).freight(inYen), Indicator.FREIGHT_ABOVE_VALUE))
                .as("no rate is bundled")
                .isNull();
        assertThat(CaseReading.of(consignment().freight(null), Indicator.FACE_RATIO))
                .isNull();
    }

    @Test
    void freightAboveTheValueOfScrapThatTravelsFarIsSeen() {
        Reading reading = CaseReading.of(scrap(2_000), Indicator.FREIGHT_ABOVE_VALUE);

        assertThat(reading).isNotNull();
        assertThat(reading.value()).isEqualTo(1.2);
        assertThat(reading.evidence())
                .startsWith("freight 2400 USD for HS 720449 worth 2000 USD over ")
                .endsWith(" nautical miles from CNSHA to NLRTM");
    }

    @Test
    void freightAboveTheValueOfOtherGoodsOrOverAShortOrUnknownWaySaysNothing() {
        assertThat(CaseReading.of(consignment().worth(2_000, "USD"), Indicator.FREIGHT_ABOVE_VALUE))
                .as("shirts")
                .isNull();
        assertThat(CaseReading.of(
                        consignment().carrying("720449", "620520").worth(1_000, "USD"), Indicator.FREIGHT_ABOVE_VALUE))
                .as("scrap beside shirts")
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).loadedAt("GBFXT"), Indicator.FREIGHT_ABOVE_VALUE))
                .as("across the North Sea")
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).loadedInCountry("CN"), Indicator.FREIGHT_ABOVE_VALUE))
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).loadedAt("CNZZZ"), Indicator.FREIGHT_ABOVE_VALUE))
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).routing(), Indicator.FREIGHT_ABOVE_VALUE))
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).items(), Indicator.FREIGHT_ABOVE_VALUE))
                .isNull();
        assertThat(CaseReading.of(scrap(0), Indicator.FREIGHT_ABOVE_VALUE)).isNull();
    }

    private static Draft scrap(double worth) {
        return consignment().carrying("720449").worth(worth, "USD");
    }

    @Test
    void aMassThatTheBoxCannotCarryIsImpossible() {
        assertThat(CaseReading.of(consignment(), Indicator.IMPOSSIBLE_WEIGHT))
                .isEqualTo(new Reading(
                        Indicator.IMPOSSIBLE_WEIGHT, 0, "10000 kg possible for the containers and the volume"));
        assertThat(CaseReading.of(consignment().weighingKg(35_000), Indicator.IMPOSSIBLE_WEIGHT))
                .isEqualTo(new Reading(
                        Indicator.IMPOSSIBLE_WEIGHT, 1, "35000 kg in 1 container, payload at most 30600 kg"));
    }

    @Test
    void aDensityThatTheGoodsCannotHaveIsImpossible() {
        assertThat(CaseReading.of(consignment().weighingKg(100), Indicator.IMPOSSIBLE_WEIGHT))
                .isEqualTo(new Reading(
                        Indicator.IMPOSSIBLE_WEIGHT, 1, "item 1 of HS 620520: 2.5 kg/m3, possible 12 to 1000"));
    }

    @Test
    void noMassAtAllIsImpossibleAndAMassThatIsNotStatedIsNotMeasured() {
        assertThat(CaseReading.of(consignment().weighingKg(0), Indicator.IMPOSSIBLE_WEIGHT))
                .isEqualTo(new Reading(Indicator.IMPOSSIBLE_WEIGHT, 1, "all masses stated as 0 kg"));
        assertThat(CaseReading.of(consignment().weighingKg(null).totals(null), Indicator.IMPOSSIBLE_WEIGHT))
                .isNull();
    }

    @Test
    void aRouteRoundTheWorldIsADetour() {
        assertThat(CaseReading.of(consignment(), Indicator.DETOUR_FACTOR))
                .isEqualTo(new Reading(Indicator.DETOUR_FACTOR, 1, "CNSHA to NLRTM without a stop"));
        assertThat(CaseReading.value(consignment().transshippedAt("SGSIN"), Indicator.DETOUR_FACTOR))
                .isBetween(1.2, 2.0);
        assertThat(CaseReading.value(consignment().transshippedAt("BRSSZ"), Indicator.DETOUR_FACTOR))
                .isGreaterThan(2.5);
        assertThat(CaseReading.of(consignment().transshippedAt("CNXX9"), Indicator.DETOUR_FACTOR))
                .as("nobody knows where that is")
                .isNull();
    }

    @Test
    void perishableGoodsTravelAtTheirTemperature() {
        assertThat(CaseReading.of(consignment(), Indicator.REEFER_SETPOINT)).isNull();
        assertThat(CaseReading.of(consignment().carrying("080390").equipment(reefer(13.5)), Indicator.REEFER_SETPOINT))
                .isEqualTo(new Reading(
                        Indicator.REEFER_SETPOINT, 0, "1 item, none at a temperature it does not travel at"));
        assertThat(CaseReading.of(consignment().carrying("080390").equipment(reefer(45.0)), Indicator.REEFER_SETPOINT))
                .isEqualTo(new Reading(
                        Indicator.REEFER_SETPOINT,
                        1,
                        "45 °C for item 1 of HS 080390, whose chapter travels at -30 °C to 17 °C"));
        assertThat(CaseReading.of(consignment().carrying("080390").equipment(reefer(null)), Indicator.REEFER_SETPOINT))
                .isEqualTo(new Reading(
                        Indicator.REEFER_SETPOINT,
                        1,
                        "no temperature for CSQU3054383, a refrigerated box with goods of HS 080390"));
    }

    private static Equipment reefer(@Nullable Double temperature) {
        Equipment box = box("CSQU3054383");
        return new Equipment(box.id(), "45R1", box.packedStatus(), box.seals(), box.tareKg(), box.vgmKg(), temperature);
    }
}
