// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.ConsignmentKey;

class ExplorationTest {
    private static final int KEYS = 100_000;

    /** Computed by hand in another language: what was drawn last year must be drawn when it is recomputed. */
    @Test
    void placesAKeyWhereItAlwaysStood() {
        assertThat(Exploration.place(17, "MAEU:MAEU123456789:2026")).isEqualTo(0x1.9bc80f380a92ap-1);
        assertThat(Exploration.place(17, "MAEU:MAEU123456790:2026")).isEqualTo(0x1.b9f111a23a368p-1);
        assertThat(Exploration.place(18, "MAEU:MAEU123456789:2026")).isEqualTo(0x1.38b4b2cb1bfa0p-3);
        assertThat(Exploration.place(17, "ÅÄÖ:1:2026")).isEqualTo(0x1.2c79409c6b44ap-1);
    }

    @Test
    void drawsItsShareOfConsecutiveKeys() {
        // Four standard deviations of a fair draw.
        assertThat(drawn(new Exploration(0.02, 17))).isBetween(1_823, 2_177);
        assertThat(drawn(new Exploration(0.2, 17))).isBetween(19_494, 20_506);
        assertThat(drawn(Exploration.NONE)).isZero();
    }

    @Test
    void drawsUnderALargerShareWhomItDrewUnderASmallerOne() {
        Exploration small = new Exploration(0.02, 17);
        Exploration large = new Exploration(0.03, 17);
        for (int i = 0; i < KEYS; i++) {
            if (small.draws(key(i))) {
                assertThat(large.draws(key(i))).as("key %s", key(i)).isTrue();
            }
        }
    }

    @Test
    void drawsOthersUnderAnotherSeed() {
        Exploration one = new Exploration(0.1, 17);
        Exploration other = new Exploration(0.1, 18);
        int both = 0;
        for (int i = 0; i < KEYS; i++) {
            both += one.draws(key(i)) && other.draws(key(i)) ? 1 : 0;
        }

        // Independent draws meet in one of a hundred: four standard deviations of that.
        assertThat(both).isBetween(874, 1_126);
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> new Exploration(0.21, 1)).hasMessage("share must be 0 to 0.2: share=0.21");
        assertThatThrownBy(() -> new Exploration(Double.NaN, 1)).hasMessageContaining("share=NaN");
    }

    private static int drawn(Exploration exploration) {
        int drawn = 0;
        for (int i = 0; i < KEYS; i++) {
            drawn += exploration.draws(key(i)) ? 1 : 0;
        }
        return drawn;
    }

    private static ConsignmentKey key(int number) {
        return new ConsignmentKey("MAEU:MAEU" + (100_000_000 + number) + ":2026");
    }
}
