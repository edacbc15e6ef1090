// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
    private static final Path COMMITTED = Path.of("..", "results", History.FILE);
    private static final int MOST_WORDS = 10;

    @TempDir
    private Path directory;

    @Test
    void theCommittedHistoryGoesFromOldToNewAndItsNotesAreShort() throws Exception {
        assertThat(Files.readAllLines(COMMITTED).get(0)).isEqualTo("date,commit,command,row,median,spread,note");
        List<History.Line> lines = History.read(COMMITTED).lines();

        assertThat(lines).extracting(History.Line::date).isSorted();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.commit()).matches("[0-9a-f]{7}|");
            assertThat(line.command()).matches("deploy/portolan bench .*|");
            assertThat(line.row()).isNotBlank();
            assertThat(line.note().split("\\s+")).as(line.note()).hasSizeLessThanOrEqualTo(MOST_WORDS);
        });
    }

    @Test
    void theChartHasALineForEachMainFigureInTheOrderOfItsLines() throws Exception {
        Path file = Files.writeString(directory.resolve(History.FILE), """
                date,commit,command,row,median,spread,note
                2026-11-25,,,"throughput, filings/s",2000,,
                2026-11-27,abcdef0,"deploy/portolan bench latency --subjects engine,stateless","p99 at half load, ms",31,21 to 37,a note
                2026-11-27,,,"throughput, filings/s",4000,,
                2026-11-27,,,"throughput, filings/s",3000,,
                2026-11-28,,,"tried: something, filings/s",1,,not kept
                """);
        History history = History.read(file);

        assertThat(history.lines().get(1))
                .isEqualTo(new History.Line(
                        LocalDate.of(2026, 11, 27),
                        "abcdef0",
                        "deploy/portolan bench latency --subjects engine,stateless",
                        "p99 at half load, ms",
                        31,
                        "21 to 37",
                        "a note"));
        String chart = history.chart().file();
        assertThat(chart)
                .contains(">throughput, filings/s<", ">p99 at half load, ms<")
                .doesNotContain("something");
        assertThat(chart.lines().filter(line -> line.contains("<circle")))
                .as("a point a line of the charted rows")
                .hasSize(4);
    }
}
