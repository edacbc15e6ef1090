// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.sketch.Surprise;

/** Where goods come from and what they are worth, beside earlier ones of their subheading. */
class GoodsTrafficTest {
    private static final double SHIRTS_KG = 1_000;

    private final Remembering<?> commodity = new Remembering<>(CommodityKind.remembered(MemorySettings.DEFAULT));

    @Test
    void goodsLoadedWhereTheirKindNeverIsAreASurprise() {
        learn(40, shirts("BD").loadedAt("BDCGP"));
        learn(1, shirts("BD").loadedAt("LKCMB"));

        Reading strange = reading(shirts("BD").loadedAt("HKHKG"), Indicators.get("origin_against_route"));
        Reading usual = reading(shirts("BD").loadedAt("BDCGP"), Indicators.get("origin_against_route"));

        // p(HK) = 2 * (0.5 / 249) / 43, p(HK | BD) = 2 * p(HK) / 43.
        assertThat(strange).isNotNull();
        assertThat(strange.value()).isEqualTo(Surprise.CAP);
        assertThat(strange.evidence())
                .isEqualTo("41 earlier consignments of HS 610910 from BD, none loaded in HK; most: BD (40), LK (1)");
        assertThat(usual).isNotNull();
        assertThat(usual.value()).isBetween(0.0, 0.1);
    }

    @Test
    void aHubThatServesOtherOriginsIsLessOfASurprise() {
        learn(30, shirts("BD").loadedAt("BDCGP"));
        learn(30, shirts("CN").loadedAt("HKHKG"));

        Reading hub = reading(shirts("BD").loadedAt("HKHKG"), Indicators.get("origin_against_route"));

        // p(HK) = (30 + 2 * 0.5 / 249) / 62, p(HK | BD) = 2 * p(HK) / 32.
        assertThat(hub).isNotNull();
        assertThat(hub.value()).isCloseTo(-Math.log(2 * (30 + 1.0 / 249) / 62 / 32) / Math.log(2), within(1e-9));
    }

    @Test
    void aPlaceBetweenThatNobodyGoesOverIsRare() {
        learn(30, shirts("BD").loadedAt("BDCGP"));
        learn(5, shirts("BD").loadedAt("BDCGP").transshippedAt("SGSIN"));

        Reading rare = reading(shirts("BD").loadedAt("BDCGP").transshippedAt("AEJEA"), Indicators.get("route_rarity"));
        Reading known = reading(shirts("BD").loadedAt("BDCGP").transshippedAt("SGSIN"), Indicators.get("route_rarity"));

        assertThat(rare).isNotNull();
        assertThat(rare.value()).isGreaterThan(12);
        assertThat(rare.evidence())
                .isEqualTo(
                        "35 earlier consignments of HS 610910 loaded in BD, none by way of AEJEA; most: direct (30), SGSIN (5)");
        assertThat(known).isNotNull();
        assertThat(known.value()).isBetween(2.0, 3.0);
    }

    @Test
    void aValueFarBelowThatOfItsOriginDeviates() {
        for (int i = 0; i < 30; i++) {
            learn(1, shirts("BD").items(worth("BD", 9_000.0 + 100 * i, "USD")));
        }

        Reading cheap =
                reading(shirts("BD").items(worth("BD", 410.0, "USD")), Indicators.get("unit_value_out_of_range"));
        Reading usual =
                reading(shirts("BD").items(worth("BD", 10_000.0, "USD")), Indicators.get("unit_value_out_of_range"));

        assertThat(cheap).isNotNull();
        assertThat(cheap.value()).isLessThan(-6);
        assertThat(cheap.evidence())
                .startsWith("0.41 USD/kg; median 10")
                .endsWith(" of 30 earlier consignments of HS 610910 from BD");
        assertThat(usual).isNotNull();
        assertThat(usual.value()).isBetween(-1.0, 1.0);
    }

    @Test
    void anOriginWithoutAPastIsComparedWithAllOrigins() {
        learn(25, shirts("BD").items(worth("BD", 10_000.0, "USD")));

        Reading other =
                reading(shirts("KH").items(worth("KH", 1_000.0, "USD")), Indicators.get("unit_value_out_of_range"));

        assertThat(other).isNotNull();
        assertThat(other.evidence()).endsWith(" of 25 earlier consignments of HS 610910");
    }

    @Test
    void wordsThatNobodyUsedForSuchGoodsAreNewToThem() {
        learn(40, shirts("BD").describedAs("Cotton T-shirts, knitted"));

        Reading other = reading(
                shirts("BD").describedAs("Steel bolts and knitted gloves"), Indicators.get("words_new_to_goods"));

        assertThat(other).isNotNull();
        assertThat(other.value()).isEqualTo(0.8);
        assertThat(other.evidence())
                .isEqualTo("\"Steel bolts and knitted gloves\": 4 of 5 words are not common for HS 610910");
        assertThat(value(shirts("BD").describedAs("KNITTED SHIRT, COTTON"))).isZero();
        assertThat(reading(shirts("BD").describedAs("Bolts"), Indicators.get("words_new_to_goods")))
                .as("one word is no description")
                .isNull();
    }

    @Test
    void aMasterBillsConsolidationIsNoOddGoods() {
        for (int i = 0; i < 40; i++) {
            learn(
                    1,
                    shirts("BD")
                            .describedAs("Cotton T-shirts, knitted")
                            .worth(10_000, "USD")
                            .packages(1_000)
                            .filling(40.0));
        }
        Draft consolidated = shirts("BD")
                .describedAs("CONSOLIDATED CARGO")
                .worth(100, "USD")
                .packages(2)
                .filling(1.0);

        assertThat(commodity.measure(filed(consolidated.build())).readings())
                .extracting(Reading::indicator)
                .contains(
                        Indicators.get("words_new_to_goods"),
                        Indicators.get("unit_value_out_of_range"),
                        Indicators.get("package_weight_out_of_range"),
                        Indicators.get("density_out_of_range"),
                        Indicators.get("heavier_than_goods"));
        assertThat(commodity
                        .measure(filed(consolidated.level(BillLevel.MASTER).build()))
                        .readings())
                .extracting(Reading::indicator)
                .isSubsetOf(Indicators.get("origin_against_route"), Indicators.get("route_rarity"));
    }

    @Test
    void whereEverybodyUsesOtherWordsNoneIsNew() {
        for (int i = 0; i < 60; i++) {
            String different = "" + (char) ('a' + i % 26) + (char) ('a' + i / 26);
            learn(1, shirts("BD").describedAs("ware" + different + " thing" + different));
        }

        assertThat(reading(shirts("BD").describedAs("Steel bolts"), Indicators.get("words_new_to_goods")))
                .isNull();
    }

    private double value(Draft draft) {
        Reading reading = reading(draft, Indicators.get("words_new_to_goods"));
        assertThat(reading).isNotNull();
        return reading.value();
    }

    @Test
    void withoutEvidenceThereIsNoReading() {
        learn(19, shirts("BD").loadedAt("BDCGP").items(worth("BD", 10_000.0, "USD")));
        List<Draft> unmeasured = List.of(
                shirts("BD").loadedAt("BDCGP").items(worth("BD", 10_000.0, "USD")),
                shirts("BD").routing(),
                shirts("BD").originating(null),
                shirts("BD").items(worth("BD", 10_000.0, "EUR")),
                shirts("BD").items(worth("BD", 10_000.0, null)),
                shirts("BD").items(worth("BD", 0.0, "USD")),
                shirts("BD").items(worth("BD", Double.MAX_VALUE, "USD")));

        for (Draft draft : unmeasured) {
            assertThat(commodity.measure(filed(draft.build())).readings()).isEmpty();
        }
    }

    private void learn(int times, Draft draft) {
        for (int i = 0; i < times; i++) {
            commodity.learn(draft);
        }
    }

    private @Nullable Reading reading(Draft draft, Indicator indicator) {
        return Readings.of(commodity.measure(filed(draft.build())).readings()).get(indicator);
    }

    private static Draft shirts(String origin) {
        return consignment().carrying("610910").originating(origin);
    }

    private static GoodsItem worth(String origin, double amount, @Nullable String currency) {
        return new GoodsItem(
                1,
                null,
                "610910",
                origin,
                SHIRTS_KG,
                null,
                null,
                List.of(),
                List.of(),
                new Money(amount, currency, "CIF"),
                null,
                null,
                List.of());
    }
}
