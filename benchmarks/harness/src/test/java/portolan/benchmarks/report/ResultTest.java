// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadBack() {
        Result result = result(true);
        result.write(directory);

        Result read = Result.read(directory.resolve("throughput.json"));
        assertThat(read).usingRecursiveComparison().isEqualTo(result);
    }

    @Test
    void aPageGivesMediansSpreadAndShareOfTheLimit() throws Exception {
        MarkdownPage.write(result(false), directory);

        String page = Files.readString(directory.resolve("throughput.md"));
        assertThat(page)
                .startsWith("# Throughput\n")
                .contains("**engine**: 200 (190–240) filings/s. Ratio to pass-through: 0.522 (0.385–0.709).")
                .contains("| engine | 200 (190–240) |  |")
                .contains("| pass-through | 400 | 0.522 (0.385–0.709) |")
                .contains("![Throughput](throughput-over-time-Backlog.svg)")
                .contains("- Environment: commit abc.");
        assertThat(Files.readString(directory.resolve("throughput-over-time-Backlog.svg")))
                .startsWith("<svg");
    }

    @Test
    void whatAFilingCostsIsSaidBeforeHowManyThereWere() throws Exception {
        Result quiet = result(false);
        new Result(
                        quiet.name(),
                        false,
                        quiet.environment(),
                        quiet.failures(),
                        List.of(new Run(
                                "engine", Map.of(), 1, Map.of("rate", 4_000.0, "cpu", 250.0, "written", 12_000.0))),
                        List.of())
                .write(directory);
        MarkdownPage.write(Result.read(directory.resolve("throughput.json")), directory);

        assertThat(Files.readString(directory.resolve("throughput.md")))
                .contains("**engine**: CPU 250 µs/filing; 4,000 filings/s.")
                .contains("| written to files, bytes/filing | 12,000 |");
    }

    @Test
    void aQuickPageSaysInItsTitleThatNobodyMayQuoteIt() {
        assertThat(page(result(true))).startsWith("# Throughput (quick, not to be quoted)\n");
    }

    @Test
    void aPageSaysWhenTheMachineDidOtherWork() {
        Result quiet = result(false);
        Result noisy = new Result(
                quiet.name(),
                false,
                quiet.environment(),
                quiet.failures(),
                List.of(new Run("engine", Map.of(), 1, Map.of("rate", 1.0, Run.FOREIGN, 0.7))),
                List.of());

        assertThat(page(noisy)).contains("**Noisy runs**, cores that other processes used: engine 0.7.");
        assertThat(page(quiet)).doesNotContain("Noisy");
    }

    @Test
    void aPageWithoutItsRowsStillSaysWhatFailed() {
        Result result = result(false);
        Result failed = new Result(
                "soak",
                false,
                result.environment(),
                List.of("Failed, and not in the figures: engine[1]: the broker is gone"),
                result.runs(),
                List.of());

        assertThat(page(failed)).startsWith("# Soak\n").contains("- Failed", "the broker is gone");
    }

    private static String page(Result result) {
        return Objects.requireNonNull(MarkdownPage.files(result).get(result.name() + ".md"));
    }

    @Test
    void aComparisonGivesTheRatioOfEveryRowThatBothHave() {
        assertThat(Comparison.of(result(false), result(false)))
                .anyMatch(
                        line -> line.startsWith("| rate | engine | 1.000 |") && line.endsWith("no difference shown |"))
                .anyMatch(line -> line.startsWith("| rate | engine, rules 20 | 1.000 | one repetition has none |"));
    }

    @Test
    void aComparisonSaysFirstWhatElseDiffers() {
        Result first = result(false);
        Result second = new Result(
                first.name(),
                false,
                new Environment(Map.of("commit", "def"), Map.of("broker", List.of("-Xmx1g"))),
                first.failures(),
                first.runs(),
                List.of());

        assertThat(Comparison.of(first, second))
                .startsWith(
                        "They differ by this, and ratios are those of all of it:", "", "- commit: `abc`, then `def`")
                .noneMatch(line -> line.contains("broker"));
        assertThat(Comparison.of(first, first).get(0)).startsWith("| figure |");
    }

    private static Result result(boolean quick) {
        return new Result(
                "throughput",
                quick,
                new Environment(Map.of("commit", "abc"), Map.of("broker", List.of("-Xmx1g"))),
                List.of(),
                List.of(
                        run("engine", Map.of(), 1, 240),
                        run("pass-through", Map.of(), 1, 400),
                        run("pass-through", Map.of(), 2, 400),
                        run("pass-through", Map.of(), 3, 400),
                        run("engine", Map.of(), 2, 190),
                        run("engine", Map.of(), 3, 200),
                        run("engine", Map.of("rules", "20"), 1, 100)),
                List.of(new Trace("Backlog", "one", "filings", List.of(new double[] {0, 1}, new double[] {1, 5}))));
    }

    private static Run run(String subject, Map<String, String> factors, int repetition, double rate) {
        return new Run(subject, factors, repetition, Map.of("rate", rate));
    }
}
