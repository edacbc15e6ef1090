// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChosenTest {
    private static final Chosen BY_RULES = new Chosen(Chosen.By.ENGINE, null, "RED", "0bacc6a1");

    @Test
    void whatACorrectionLeavesOutOfTheSameChoiceStays() {
        assertThat(Chosen.UNSAID.correcting(BY_RULES)).isEqualTo(BY_RULES);
        assertThat(Chosen.by(Chosen.By.ENGINE).correcting(BY_RULES)).isEqualTo(BY_RULES);
        assertThat(new Chosen(Chosen.By.ENGINE, null, "RED", null).correcting(BY_RULES))
                .isEqualTo(BY_RULES);
        assertThat(Chosen.by(Chosen.By.RANDOM).correcting(new Chosen(Chosen.By.RANDOM, 0.02, null, null)))
                .isEqualTo(new Chosen(Chosen.By.RANDOM, 0.02, null, null));
    }

    @Test
    void noDrawSpeaksForAllOthers() {
        assertThat(new Chosen(Chosen.By.RANDOM, 0.02, null, null).standsFor()).isEqualTo(50);
        assertThat(new Chosen(Chosen.By.RANDOM, Double.MIN_VALUE, null, null).standsFor())
                .isEqualTo(1_000);
    }

    @Test
    void whatACorrectionSaysStands() {
        Chosen yellow = new Chosen(Chosen.By.ENGINE, null, "YELLOW", null);

        assertThat(yellow.correcting(BY_RULES))
                .as("another lane is another choice of unknown rules")
                .isEqualTo(yellow);
        assertThat(Chosen.by(Chosen.By.TIP).correcting(BY_RULES)).isEqualTo(Chosen.by(Chosen.By.TIP));
        assertThat(new Chosen(Chosen.By.ENGINE, null, null, "other").correcting(BY_RULES))
                .isEqualTo(new Chosen(Chosen.By.ENGINE, null, "RED", "other"));
    }
}
