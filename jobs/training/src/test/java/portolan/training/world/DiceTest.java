// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiceTest {
    private static final byte[] SEED = "a seed".getBytes(StandardCharsets.UTF_8);

    /** By Python's hmac: key SHA-256 of the seed, message a zero byte and the block's number. */
    @Test
    void aStreamIsHmacSha256InCounterMode() {
        Dice dice = Dice.of(SEED);

        assertThat(Stream.generate(dice::next).limit(5))
                .containsExactly(
                        -1613555858285647975L,
                        8924674388711912066L,
                        184701317937086140L,
                        52173795241789042L,
                        -968113460095769835L);
    }

    /** By the same: message a one, the number and the name. */
    @Test
    void aStreamThatIsSplitOffIsKeyedByItsParentAndItsName() {
        Dice dice = Dice.of(SEED);
        long first = dice.split("ordinary \u00eb", 7).next();
        dice.next();

        assertThat(List.of(first, dice.split("ordinary \u00eb", 7).next())).containsOnly(-8554936862550360376L);
        assertThat(dice.split("ordinary \u00eb", 8).next()).isNotEqualTo(first);
        assertThat(dice.split("ordinary", 7).next()).isNotEqualTo(first);
    }
}
