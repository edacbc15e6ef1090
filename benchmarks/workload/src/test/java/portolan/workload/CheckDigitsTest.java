// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Numbers from the standards themselves and from printed examples. */
class CheckDigitsTest {
    @Test
    void boxNumbersFollowIso6346() {
        assertThat(CheckDigits.box("CSQU", 305_438)).isEqualTo("CSQU3054383");
        assertThat(CheckDigits.box("TGHU", 759_933)).isEqualTo("TGHU7599330");
    }

    @Test
    void airWaybillsEndInTheRemainderBySeven() {
        assertThat(CheckDigits.airWaybill("020", 1_234_567)).isEqualTo("020-12345675");
    }

    @Test
    void shipNumbersFollowTheImo() {
        assertThat(CheckDigits.ship(907_472)).isEqualTo("9074729");
    }
}
