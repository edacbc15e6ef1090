// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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

/** How heavy goods are by the package and by the cubic metre, beside earlier ones of their subheading. */
class GoodsWeightsTest {
    /** What a histogram cannot tell apart. */
    private static final double A_STEP = 0.2;

    private final Remembering<?> commodity = new Remembering<>(CommodityKind.remembered(MemorySettings.DEFAULT));

    @Test
    void packagesThatWeighWhatSuchGoodsNeverDoDeviateEitherWay() {
        for (int i = 0; i < 30; i++) {
            learn(shirts().weighingKg(10_000 + 100.0 * i).packages(1_000));
        }

        Reading heavy =
                reading(shirts().weighingKg(10_000).packages(200), Indicators.get("package_weight_out_of_range"));
        Reading light =
                reading(shirts().weighingKg(10_000).packages(5_000), Indicators.get("package_weight_out_of_range"));
        Reading usual =
                reading(shirts().weighingKg(20_000).packages(1_900), Indicators.get("package_weight_out_of_range"));

        assertThat(heavy).isNotNull();
        assertThat(heavy.value()).isBetween(4.0, 5.0);
        assertThat(heavy.evidence())
                .startsWith("50 kg a package; median 11")
                .endsWith(" of 30 earlier consignments of HS 610910");
        assertThat(light).isNotNull();
        assertThat(light.value()).isBetween(-6.0, -4.0);
        assertThat(usual).isNotNull();
        assertThat(usual.value()).isBetween(-1.0, 1.0);
        assertThat(reading(shirts().packages(0), Indicators.get("package_weight_out_of_range")))
                .isNull();
    }

    @Test
    void goodsAsDenseAsSuchGoodsNeverAreDeviateEitherWay() {
        learnThirty();

        Reading dense = reading(shirts().weighingKg(10_000).filling(10.0), Indicators.get("density_out_of_range"));
        Reading light = reading(shirts().weighingKg(1_000).filling(40.0), Indicators.get("density_out_of_range"));

        assertThat(dense).isNotNull();
        assertThat(dense.value()).isBetween(3.5, 4.5);
        assertThat(dense.evidence())
                .startsWith("1000 kg a cubic metre; median 2")
                .endsWith(" of 30 earlier consignments of HS 610910");
        assertThat(light).isNotNull();
        assertThat(light.value()).isLessThan(-5);
        assertThat(reading(shirts().filling(null), Indicators.get("density_out_of_range")))
                .isNull();
        assertThat(reading(shirts().filling(0.0), Indicators.get("density_out_of_range")))
                .isNull();
    }

    @Test
    void goodsAreHeavierOnlyWherePackageAndCubicMetreAgree() {
        learnThirty();

        Reading heavier =
                reading(shirts().weighingKg(10_000).packages(250).filling(10.0), Indicators.get("heavier_than_goods"));

        assertThat(heavier).isNotNull();
        assertThat(StrictMath.log(heavier.value())).isCloseTo(StrictMath.log(4), within(A_STEP));
        assertThat(heavier.evidence())
                .startsWith("40 kg a package, 1000 kg a cubic metre; medians of HS 610910 1")
                .contains(" and 2");
        assertThat(heavier(shirts().weighingKg(10_000).packages(125).filling(18.0)))
                .as("the smaller of the two")
                .isBetween(1.6, 2.4);
        assertThat(heavier(shirts().weighingKg(10_000).packages(50).filling(40.0)))
                .as("a pallet")
                .isOne();
        assertThat(heavier(shirts().weighingKg(10_000).packages(1_000).filling(4.0)))
                .as("a slipped point")
                .isOne();
        assertThat(heavier(shirts().weighingKg(22_046).packages(1_000).filling(40.0)))
                .as("pounds")
                .isBetween(1.8, 2.6);
    }

    @Test
    void fewerThanEightSayNothing() {
        for (int i = 0; i < 7; i++) {
            learn(shirts().weighingKg(10_000).packages(1_000).filling(40.0));
        }

        assertThat(reading(
                        shirts().weighingKg(10_000).packages(250).filling(10.0), Indicators.get("heavier_than_goods")))
                .isNull();
    }

    private void learnThirty() {
        for (int i = 0; i < 30; i++) {
            learn(shirts().weighingKg(10_000 + 100.0 * i).packages(1_000).filling(40.0));
        }
    }

    private void learn(Draft draft) {
        commodity.learn(draft);
    }

    private double heavier(Draft draft) {
        Reading reading = reading(draft, Indicators.get("heavier_than_goods"));
        assertThat(reading).isNotNull();
        return reading.value();
    }

    private @Nullable Reading reading(Draft draft, Indicator indicator) {
        return Readings.of(commodity.measure(filed(draft.build())).readings()).get(indicator);
    }

    private static Draft shirts() {
        return consignment().carrying("610910");
    }
}
