// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@link FaultsIT}, in the normal build: the faults that take seconds, on one bench. */
@Timeout(600)
class ShortFaultsIT {
    /** A machine that builds has other work as well. */
    private static final Duration SAID_WITHIN = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static FaultRun faults;

    @BeforeAll
    static void open() {
        faults = new FaultRun(directory, Path.of("target", "faults-short"), SAID_WITHIN);
    }

    @AfterAll
    static void close() {
        faults.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL_DURING_CHECKPOINT", "STOPPED_5_S", "GARBAGE"})
    void isWithstood(Fault fault) throws Exception {
        faults.run(fault);
    }

    /** The comparison itself can fail: a fault that is planted in what is expected. */
    @Test
    void anAssessmentThatTheOracleDoesNotKnowIsFound() throws Exception {
        Bench bench = faults.bench();
        Expected expected =
                TopicOracle.expect(bench.broker().bootstrap(), bench.run().settings());
        TreeMap<String, byte[]> fewer = new TreeMap<>(expected.assessments());
        fewer.pollFirstEntry();
        expected.await(bench.broker().bootstrap(), JavaProcess.PATIENCE);

        assertThatThrownBy(() -> expected.of(fewer).verify(bench.broker().bootstrap()))
                .hasMessageContaining("foreign=1");
    }
}
