// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.testing.Seeds;

/**
 * Many short lives of the scoring job, in ordered mode, each by a seed of its own: {@code README.md} beside this says what of
 * it is simulated. A seed that fails is seen again by {@code -Dportolan.sim.seed}; {@code -Dportolan.sim.steps} acts happen
 * to each.
 */
@Tag(Seeds.TAG)
final class SimulationTest {
    private static final int STEPS = Integer.getInteger("portolan.sim.steps", Seeds.of(60, 100));

    /** So many are quick; what they do not find, the night does. */
    private static final int FEW = 40;

    static LongStream seeds() {
        Long seed = Long.getLong("portolan.sim.seed");
        return seed == null ? Seeds.upTo(FEW, 10_000) : LongStream.of(seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theJobSaysWhatTheOracleSays(long seed) {
        assertThat(SimReport.of(seed, STEPS)).isNull();
    }
}
