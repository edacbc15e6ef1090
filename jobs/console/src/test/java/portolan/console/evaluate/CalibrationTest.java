// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void howItComparesWithTheBaseRateIsAWordNotASign() {
        assertThat(new Calibration(List.of(), 0.5, 1).comparedWithBase()).isEqualTo("50.0 % better");
        assertThat(new Calibration(List.of(), 1.126, 1).comparedWithBase()).isEqualTo("12.6 % worse");
        assertThat(new Calibration(List.of(), 1.0001, 1).comparedWithBase()).isEqualTo("no better");
        assertThat(Calibration.NONE.comparedWithBase()).isEqualTo("-");
    }
}
