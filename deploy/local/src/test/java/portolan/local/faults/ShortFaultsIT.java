// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.testing.Patience;

/** The short form of {@link FaultsIT}, in the normal build: the faults that take seconds, on one bench. */
@Tag("rest")
class ShortFaultsIT {
    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static FaultRun faults;

    @BeforeAll
    static void open() {
        faults = new FaultRun(directory, Path.of("target", "faults-short"), Patience.LASTS);
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
        expected.await(bench.broker().bootstrap());

        assertThatThrownBy(() -> expected.of(fewer).verify(bench.broker().bootstrap()))
                .hasMessageContaining("foreign=1");
    }
}
