// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PopulationTest {
    private final Population population = new Population(5, 2_000);

    @Test
    void shippersHaveHabitsWithinTheirBounds() {
        int several = 0;
        int natural = 0;
        for (int id = 0; id < 2_000; id++) {
            Shipper shipper = population.shipper(id);
            assertThat(shipper.lines().size()).isBetween(1, 6);
            assertThat(shipper.consignees().size()).isBetween(1, 8);
            assertThat(shipper.ports().size()).isBetween(1, 3);
            several += shipper.consignees().size() > 1 ? 1 : 0;
            natural += shipper.trader().natural() ? 1 : 0;
        }
        assertThat(several).isBetween(1_000, 1_500);
        assertThat(natural).isBetween(10, 60);
    }

    @Test
    void whoIsMadeAgainIsTheSame() {
        assertThat(population.shipper(17)).isEqualTo(population.shipper(17));
        assertThat(population.consignee(17)).isEqualTo(population.consignee(17));
        assertThat(population.forwarder(17)).isEqualTo(population.forwarder(17));
    }

    @Test
    void aNameVariantDiffersButNotBeyondRecognition() {
        Dice dice = Dice.of(1, Purpose.FATE, 1);
        String name = "GOLDEN STAR TRADING CO., LTD.";
        for (int i = 0; i < 50; i++) {
            assertThat(NameVariant.of(name, dice).length()).isBetween(20, 40);
        }
    }
}
