// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.box;
import static portolan.scoring.Consignments.consignment;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.Totals;
import portolan.scoring.reading.Reading;

/** The stateless indicators that hold quantities against each other or against reference data. */
class StatedQuantitiesTest {
    @Test
    void totalsAreHeldAgainstTheSumOfTheItems() {
        assertThat(CaseReading.of(consignment(), Indicators.get("totals_mismatch")))
                .isEqualTo(
                        new Reading(Indicators.get("totals_mismatch"), 0, "items weigh 10000 kg, as stated in total"));
        assertThat(CaseReading.of(
                        consignment().totals(new Totals(500L, 8_000.0, 1, 1)), Indicators.get("totals_mismatch")))
                .isEqualTo(new Reading(
                        Indicators.get("totals_mismatch"), 0.2, "items weigh 10000 kg, total stated 8000 kg"));
        assertThat(CaseReading.of(
                        consignment().totals(new Totals(1_000L, null, 1, 1)), Indicators.get("totals_mismatch")))
                .isEqualTo(new Reading(
                        Indicators.get("totals_mismatch"), 0.5, "items count 500 packages, total stated 1000"));
        assertThat(CaseReading.of(consignment().totals(null), Indicators.get("totals_mismatch")))
                .isNull();
    }

    @Test
    void anOriginThatGoodsOnlyPassIsSeen() {
        assertThat(CaseReading.of(
                        consignment().originating("TH").loadedAt("CNSHA").transshippedAt("THLCH"),
                        Indicators.get("origin_on_the_way")))
                .isEqualTo(new Reading(
                        Indicators.get("origin_on_the_way"), 1, "origin TH, loaded in CN, transshipped in THLCH"));
        assertThat(CaseReading.of(
                        consignment().originating("TH").loadedAt("CNSHA").transshippedAt("SGSIN"),
                        Indicators.get("origin_on_the_way")))
                .as("passes another country")
                .isEqualTo(new Reading(
                        Indicators.get("origin_on_the_way"),
                        0,
                        "loaded in the country of origin, or not transshipped there"));
        assertThat(CaseReading.of(
                        consignment().originating("TH").loadedAt("THBKK").transshippedAt("THLCH"),
                        Indicators.get("origin_on_the_way")))
                .as("loaded where it is from")
                .extracting(Reading::value)
                .isEqualTo(0.0);
        assertThat(CaseReading.of(consignment().originating(null), Indicators.get("origin_on_the_way")))
                .isNull();
    }

    @Test
    void freightIsHeldAgainstTheValueWithinACurrencyOnly() {
        assertThat(CaseReading.of(consignment(), Indicators.get("face_ratio")))
                .isEqualTo(new Reading(
                        Indicators.get("face_ratio"),
                        60_000.0 / 62_400,
                        "worth 60000 USD without freight, 62400 USD with it"));
        Freight inYen = new Freight(Payment.PREPAID, 240_000.0, "JPY");
        assertThat(CaseReading.of(scrap(2_000).freight(inYen), Indicators.get("freight_above_value")))
                .as("no rate is bundled")
                .isNull();
        assertThat(CaseReading.of(consignment().freight(null), Indicators.get("face_ratio")))
                .isNull();
    }

    @Test
    void freightAboveTheValueOfScrapThatTravelsFarIsSeen() {
        Reading reading = CaseReading.of(scrap(2_000), Indicators.get("freight_above_value"));

        assertThat(reading).isNotNull();
        assertThat(reading.value()).isEqualTo(1.2);
        assertThat(reading.evidence())
                .startsWith("freight 2400 USD for HS 720449 worth 2000 USD over ")
                .endsWith(" nautical miles from CNSHA to NLRTM");
    }

    @Test
    void freightAboveTheValueOfOtherGoodsOrOverAShortOrUnknownWaySaysNothing() {
        assertThat(CaseReading.of(consignment().worth(2_000, "USD"), Indicators.get("freight_above_value")))
                .as("shirts")
                .isNull();
        assertThat(CaseReading.of(
                        consignment().carrying("720449", "620520").worth(1_000, "USD"),
                        Indicators.get("freight_above_value")))
                .as("scrap beside shirts")
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).loadedAt("GBFXT"), Indicators.get("freight_above_value")))
                .as("across the North Sea")
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).loadedInCountry("CN"), Indicators.get("freight_above_value")))
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).loadedAt("CNZZZ"), Indicators.get("freight_above_value")))
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).routing(), Indicators.get("freight_above_value")))
                .isNull();
        assertThat(CaseReading.of(scrap(2_000).items(), Indicators.get("freight_above_value")))
                .isNull();
        assertThat(CaseReading.of(scrap(0), Indicators.get("freight_above_value")))
                .isNull();
    }

    private static Draft scrap(double worth) {
        return consignment().carrying("720449").worth(worth, "USD");
    }

    @Test
    void aMassThatTheBoxCannotCarryIsImpossible() {
        assertThat(CaseReading.of(consignment(), Indicators.get("impossible_weight")))
                .isEqualTo(new Reading(
                        Indicators.get("impossible_weight"), 0, "10000 kg possible for the containers and the volume"));
        assertThat(CaseReading.of(consignment().weighingKg(35_000), Indicators.get("impossible_weight")))
                .isEqualTo(new Reading(
                        Indicators.get("impossible_weight"), 1, "35000 kg in 1 container, payload at most 30600 kg"));
    }

    @Test
    void aDensityThatTheGoodsCannotHaveIsImpossible() {
        assertThat(CaseReading.of(consignment().weighingKg(100), Indicators.get("impossible_weight")))
                .isEqualTo(new Reading(
                        Indicators.get("impossible_weight"), 1, "item 1 of HS 620520: 2.5 kg/m3, possible 12 to 1000"));
    }

    @Test
    void noMassAtAllIsImpossibleAndAMassThatIsNotStatedIsNotMeasured() {
        assertThat(CaseReading.of(consignment().weighingKg(0), Indicators.get("impossible_weight")))
                .isEqualTo(new Reading(Indicators.get("impossible_weight"), 1, "all masses stated as 0 kg"));
        assertThat(CaseReading.of(consignment().weighingKg(null).totals(null), Indicators.get("impossible_weight")))
                .isNull();
    }

    @Test
    void aRouteRoundTheWorldIsADetour() {
        assertThat(CaseReading.of(consignment(), Indicators.get("detour_factor")))
                .isEqualTo(new Reading(Indicators.get("detour_factor"), 1, "CNSHA to NLRTM without a stop"));
        assertThat(CaseReading.value(consignment().transshippedAt("SGSIN"), Indicators.get("detour_factor")))
                .isBetween(1.2, 2.0);
        assertThat(CaseReading.value(consignment().transshippedAt("BRSSZ"), Indicators.get("detour_factor")))
                .isGreaterThan(2.5);
        assertThat(CaseReading.of(consignment().transshippedAt("CNXX9"), Indicators.get("detour_factor")))
                .as("nobody knows where that is")
                .isNull();
    }

    @Test
    void perishableGoodsTravelAtTheirTemperature() {
        assertThat(CaseReading.of(consignment(), Indicators.get("reefer_setpoint")))
                .isNull();
        assertThat(CaseReading.of(
                        consignment().carrying("080390").equipment(reefer(13.5)), Indicators.get("reefer_setpoint")))
                .isEqualTo(new Reading(
                        Indicators.get("reefer_setpoint"), 0, "1 item, none at a temperature it does not travel at"));
        assertThat(CaseReading.of(
                        consignment().carrying("080390").equipment(reefer(45.0)), Indicators.get("reefer_setpoint")))
                .isEqualTo(new Reading(
                        Indicators.get("reefer_setpoint"),
                        1,
                        "45 °C for item 1 of HS 080390, whose chapter travels at -30 °C to 17 °C"));
        assertThat(CaseReading.of(
                        consignment().carrying("080390").equipment(reefer(null)), Indicators.get("reefer_setpoint")))
                .isEqualTo(new Reading(
                        Indicators.get("reefer_setpoint"),
                        1,
                        "no temperature for CSQU3054383, a refrigerated box with goods of HS 080390"));
    }

    private static Equipment reefer(@Nullable Double temperature) {
        Equipment box = box("CSQU3054383");
        return new Equipment(box.id(), "45R1", box.packedStatus(), box.seals(), box.tareKg(), box.vgmKg(), temperature);
    }
}
