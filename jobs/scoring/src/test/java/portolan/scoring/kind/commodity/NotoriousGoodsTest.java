// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotoriousGoodsTest {
    @Test
    void manyInspectionsDecideWhetherGoodsAreNotorious() {
        assertThat(NotoriousGoods.isNotorious(120, 2)).isLessThan(0.001);
        assertThat(NotoriousGoods.isNotorious(1_000_000_000L, 1_000_000_000L)).isEqualTo(1);
    }
}
