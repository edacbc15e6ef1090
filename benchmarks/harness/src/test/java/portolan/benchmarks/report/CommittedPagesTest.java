// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.console.evaluate.WorldsPage;
import portolan.console.evaluate.WorldsReport;

/** Holds the pages and charts under {@code benchmarks/results} against what the code makes of their JSON files. */
final class CommittedPagesTest {
    private static final Path RESULTS = Path.of("..", "results");
    private static final int MOST_WORDS = 300;
    private static final Set<String> EVALUATED = Set.of("evaluation-korean", "screening");
    private static final String MEND = "deploy/portolan bench report makes the pages anew";

    @ParameterizedTest
    @MethodSource("folders")
    void pagesAndChartsAreMadeFromTheirJson(Path folder) throws Exception {
        Map<String, String> made = new TreeMap<>();
        for (Path file : files(folder, ".json")) {
            if (isEvaluated(file)) {
                continue;
            }
            if (file.endsWith(WorldsReport.FILE)) {
                made.put(WorldsPage.FILE, WorldsPage.markdown(WorldsReport.read(file), null));
            } else {
                made.putAll(MarkdownPage.files(Result.read(file)));
            }
        }
        if (Files.exists(folder.resolve(History.FILE))) {
            made.put(
                    History.CHART,
                    History.read(folder.resolve(History.FILE)).chart().file());
        }

        Set<String> committed = new TreeSet<>();
        for (Path file : files(folder, ".md", ".svg")) {
            if (!isEvaluated(file)) {
                committed.add(file.getFileName().toString());
            }
        }
        assertThat(committed).as(MEND).isEqualTo(made.keySet());
        for (Map.Entry<String, String> file : made.entrySet()) {
            assertThat(Files.readString(folder.resolve(file.getKey())))
                    .as(MEND + ": file=" + folder.resolve(file.getKey()))
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void theReadmeQuotesWhatWasMeasuredLast() throws Exception {
        assertThat(Files.readString(Path.of("..", "..", "README.md")))
                .as("deploy/portolan bench report prints these rows")
                .contains(ReadmeFigures.rows(
                        Result.read(RESULTS.resolve("latency.json")),
                        WorldsReport.read(RESULTS.resolve(WorldsReport.FILE))));
    }

    /** Pages that evaluate writes together with their figures, and nothing makes again. */
    private static boolean isEvaluated(Path file) {
        return EVALUATED.contains(file.getFileName().toString().replaceFirst("[.][a-z]+$", ""));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aPageIsShortEnoughToBeRead(Path folder) throws IOException {
        for (Path page : files(folder, ".md")) {
            assertThat(Files.readString(page).strip().split("\\s+"))
                    .as(page.toString())
                    .hasSizeLessThanOrEqualTo(MOST_WORDS);
        }
    }

    static List<Path> folders() throws IOException {
        try (Stream<Path> paths = Files.walk(RESULTS, 2)) {
            // Quick results are not committed.
            return paths.filter(Files::isDirectory)
                    .filter(path -> !path.endsWith("quick"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> files(Path folder, String... endings) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }
}
