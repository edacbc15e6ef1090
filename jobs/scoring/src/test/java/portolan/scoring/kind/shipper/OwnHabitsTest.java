// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;

/** Origins and prices beside what the shipper itself stated lately. */
class OwnHabitsTest {
    private final Remembering<?> shipper = new Remembering<>(ShipperKind.remembered(MemorySettings.DEFAULT));

    @Test
    void anotherOriginOnTheOldWayIsASwitch() {
        ship(7, bolts("CN"));

        Reading switched = read(bolts("VN"), Indicators.get("origin_switched"));

        assertThat(switched)
                .isEqualTo(new Reading(
                        Indicators.get("origin_switched"),
                        3,
                        "heading 7318 of origin VN, loaded in CN; recently 7 of another origin, 0 of this one;"
                                + " most: CN"));
        assertThat(value(bolts("VN").loadedAt("AEJEA"), Indicators.get("origin_switched")))
                .as("where neither is made")
                .isEqualTo(3);
        assertThat(value(bolts("VN").loadedAt("VNSGN"), Indicators.get("origin_switched")))
                .as("the journey moved as well")
                .isZero();
        assertThat(value(bolts("CN").loadedAt("VNSGN"), Indicators.get("origin_switched")))
                .isZero();
    }

    @Test
    void aTraderWhoAlwaysStatedOtherOriginsThanThePortsHasSwitchedNothing() {
        ship(7, bolts("VN"));

        assertThat(value(bolts("VN"), Indicators.get("origin_switched"))).isZero();
    }

    @Test
    void aCampaignDoesNotBecomeItsOwnHabitAndAMixedHabitStaysOne() {
        ship(7, bolts("CN").consignedTo("NL1"));
        ship(4, bolts("VN").consignedTo("NL1"));

        assertThat(value(bolts("VN").consignedTo("NL1"), Indicators.get("origin_switched")))
                .as("to the customer who got others before")
                .isEqualTo(3);
        assertThat(value(bolts("VN").consignedTo("NL2"), Indicators.get("origin_switched")))
                .as("to another one: log2(8 / 5)")
                .isBetween(0.6, 0.7);

        ship(1, bolts("CN").consignedTo("NL1"));

        assertThat(value(bolts("VN").consignedTo("NL1"), Indicators.get("origin_switched")))
                .as("both by turns: log2(9 / 5)")
                .isBetween(0.8, 0.9);
    }

    @Test
    void fewGoodsOfTheHeadingOrNoOriginAreNoHabit() {
        ship(2, bolts("CN"));
        ship(5, consignment().carrying("610910").originating("CN"));

        assertThat(read(bolts("VN"), Indicators.get("origin_switched"))).isNull();
        assertThat(read(consignment().carrying("610910").originating(null), Indicators.get("origin_switched")))
                .isNull();
        assertThat(read(
                        consignment().carrying("610910").originating("VN").routing(),
                        Indicators.get("origin_switched")))
                .isNull();
    }

    @Test
    void aPriceFarBelowItsOwnDeviatesWhateverTheCurrency() {
        for (int i = 0; i < 8; i++) {
            ship(1, bolts("CN").worth(20_000 + 200.0 * i, "EUR").consignedTo("NL1"));
        }

        Reading cheap = read(bolts("CN").worth(5_000, "EUR").consignedTo("NL2"), Indicators.get("value_out_of_habit"));

        assertThat(cheap).isNotNull();
        assertThat(cheap.value()).isBetween(-6.0, -5.0);
        assertThat(cheap.evidence())
                .isEqualTo("about 0.503 EUR/kg; median 2.05 of the last 8 consignments of heading 7318 to others");
        assertThat(value(
                        bolts("CN").worth(20_000 * 7.8, "CNY").consignedTo("NL2"),
                        Indicators.get("value_out_of_habit")))
                .isBetween(-0.5, 0.5);
        assertThat(read(bolts("CN").worth(20_000, "XAU"), Indicators.get("value_out_of_habit")))
                .as("a currency without a rate")
                .isNull();
    }

    @Test
    void pricesToOthersAreTheMeasureWhereThereAreSome() {
        ship(4, bolts("CN").worth(20_000, "EUR").consignedTo("NL1"));
        ship(8, bolts("CN").worth(5_000, "EUR").consignedTo("NL2"));

        assertThat(value(bolts("CN").worth(5_000, "EUR").consignedTo("NL2"), Indicators.get("value_out_of_habit")))
                .isLessThan(-5);
        assertThat(value(bolts("CN").worth(5_000, "EUR").consignedTo("NL3"), Indicators.get("value_out_of_habit")))
                .isZero();
    }

    @Test
    void aShipperThatGoesOnDeclaringAThirdIsToldFromADiscount() {
        ship(6, bolts("CN").worth(20_000, "EUR"));
        assertThat(value(bolts("CN").worth(6_000, "EUR"), Indicators.get("value_below_habit_again")))
                .as("a discount")
                .isZero();

        ship(3, bolts("CN").worth(6_000, "EUR"));
        assertThat(read(bolts("CN").worth(6_500, "EUR"), Indicators.get("value_below_habit_again")))
                .isEqualTo(new Reading(
                        Indicators.get("value_below_habit_again"),
                        3,
                        "about 0.646 EUR/kg; 3 of the last 9 consignments of heading 7318 below half of 1.99"));
        assertThat(value(bolts("CN").worth(19_000, "EUR"), Indicators.get("value_below_habit_again")))
                .as("back to its price")
                .isZero();

        ship(2, bolts("CN").worth(6_000, "EUR"));
        assertThat(value(bolts("CN").worth(6_000, "EUR"), Indicators.get("value_below_habit_again")))
                .as("five cheap ones of eleven do not make the habit")
                .isEqualTo(5);
        assertThat(read(bolts("CN").worth(6_000, "XAU"), Indicators.get("value_below_habit_again")))
                .isNull();
    }

    private void ship(int times, Draft draft) {
        for (int i = 0; i < times; i++) {
            shipper.learn(draft);
        }
    }

    private @Nullable Reading read(Draft draft, Indicator indicator) {
        return Readings.of(shipper.measure(filed(draft.build())).readings()).get(indicator);
    }

    private double value(Draft draft, Indicator indicator) {
        Reading reading = read(draft, indicator);
        assertThat(reading).isNotNull();
        return reading.value();
    }

    private static Draft bolts(String origin) {
        return consignment().carrying("731815").originating(origin).loadedAt("CNSHA");
    }
}
