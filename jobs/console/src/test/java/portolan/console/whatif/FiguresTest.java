// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import portolan.tuning.Estimate;

class FiguresTest {
    @Test
    void aNumberOfOffencesReadsAsWordsKnownOrNotOneOrMany() {
        assertThat(Figures.offences(new Estimate(12.2, 3, 20.4))).isEqualTo("about 12 offences (3 to 20)");
        assertThat(Figures.offences(new Estimate(1, 0, 4))).isEqualTo("about 1 offence (0 to 4)");
        assertThat(Figures.offences(new Estimate(Double.NaN, 3, 20)))
                .isEqualTo("an unknown number of offences (3 to 20)");
    }
}
