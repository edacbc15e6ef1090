// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class FindingTest {
    @TempDir
    private Path directory;

    @Test
    void ofWholeFiguresEndsWithZero() {
        Finding finding = finding();

        finding.add("engine", Map.of(), 1, Map.of("first", 7.0, "gone", 12.0));

        assertThat(finding.exitCode()).isZero();
    }

    @Test
    void thatLacksAFigureEndsWithOne() {
        Finding finding = finding();

        finding.add("engine", Map.of(), 1, Map.of("first", 7.0, "gone", Double.NaN));

        assertThat(finding.exitCode()).isEqualTo(1);
    }

    @Test
    void ofARunThatFailedEndsWithOne() {
        Finding finding = finding();

        finding.failed("engine", Map.of(), 1, new IllegalStateException("the backlog does not go"));

        assertThat(finding.exitCode()).isEqualTo(1);
    }

    private Finding finding() {
        RunOptions options = new RunOptions();
        new CommandLine(options).parseArgs("--out", directory.toString());
        return new Finding("recovery", options);
    }
}
