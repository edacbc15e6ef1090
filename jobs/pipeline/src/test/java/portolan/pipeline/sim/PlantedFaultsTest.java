// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulator finds what it is there for: each fault that is planted, within so many seeds. */
final class PlantedFaultsTest {
    private static final Logger LOG = LoggerFactory.getLogger(PlantedFaultsTest.class);

    private static final int MOST_SEEDS = 300;
    private static final int STEPS = 60;

    static List<SimPlant> faults() {
        return SimPlant.all();
    }

    /** One each of the sources, of the order in stages, and of checkpoints. */
    static Stream<SimPlant> soonFound() {
        return SimPlant.all().stream().filter(SimPlant::isSoonFound);
    }

    @Tag("night")
    @ParameterizedTest
    @MethodSource("faults")
    void isFoundWithinThreeHundredSeeds(SimPlant fault) throws Exception {
        mustBeFound(fault);
    }

    @Tag("rest")
    @ParameterizedTest
    @MethodSource("soonFound")
    void isSoonFound(SimPlant fault) throws Exception {
        mustBeFound(fault);
    }

    private static void mustBeFound(SimPlant fault) throws Exception {
        SimLoader loader = new SimLoader(fault);
        String found = null;
        long seed = 0;
        while (found == null && seed < MOST_SEEDS) {
            seed++;
            // RocksDB is asked for by classes of one loader only.
            if (!SimSettings.of(seed).rocksDb()) {
                found = loader.failure(seed, STEPS);
            }
        }
        LOG.info("{}: seed {}: {}", fault, seed, found);
        assertThat(found).as("%s, within %d seeds", fault, MOST_SEEDS).isNotNull();
        assertThat(Simulation.failure(seed, SimScript.of(seed, STEPS), SimTrace.NONE))
                .as("seed %d without the fault", seed)
                .isNull();
    }
}
