// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TablesTest {
    private final Atlas atlas = Atlas.get();

    @Test
    void everyOriginHasPortsThatExistAndGoodsThatCanBeShipped() {
        for (Country country : atlas.origins().choices()) {
            assertThat(atlas.loadingPorts(country).choices()).isNotEmpty();
            assertThat(country.airport()).startsWith(country.code()).hasSize(5);
            for (Goods goods : atlas.goods(country).choices()) {
                assertThat(goods.hs6()).matches("\\d{6}");
                assertThat(goods.cargo()).matches("[FLA]{1,2}");
                assertThat(goods.kg()).isPositive();
                assertThat(goods.wordings()).isNotEmpty().noneMatch(String::isBlank);
            }
        }
    }

    @Test
    void everyHubIsAPort() {
        for (Country country : atlas.origins().choices()) {
            for (Port port : atlas.loadingPorts(country).choices()) {
                assertThat(port.hubs())
                        .allSatisfy(hub -> assertThat(atlas.port(hub).locode()).isEqualTo(hub));
            }
        }
    }
}
