// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault of the table, done to real processes: nothing is lost, nothing is told twice, ordered results are the
 * oracle's to the byte, the terminal says what is wrong, and the disk is as it was. Writes {@code deploy/FAULTS.md}.
 */
@Tag("night")
class FaultsIT {
    private static final Duration SAID_WITHIN = Duration.ofSeconds(Long.getLong("portolan.faults.said", 10));

    /** Names of the faults to do, for who works on one; all when none is named. */
    private static final String ONLY = System.getProperty("portolan.faults.only", "");

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static FaultRun faults;

    @BeforeAll
    static void open() {
        faults = new FaultRun(directory, FaultsPage.RESULTS, SAID_WITHIN);
    }

    @AfterAll
    static void close() throws Exception {
        faults.close();
        FaultsPage.write();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void isWithstood(Fault fault) throws Exception {
        assumeTrue(ONLY.isEmpty() || List.of(ONLY.split(",", -1)).contains(fault.name()), "not asked for");
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
