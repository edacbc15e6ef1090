// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portolan.pipeline.JobMetric;
import portolan.pipeline.JobSettings;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.store.TaskStore;

/** The tables of state, settings and metrics say what the code has. */
final class JobsDocumentTest {
    private static final Path STATE = Path.of("..", "README.md");
    private static final Path SETTINGS = Path.of("..", "..", "deploy", "SETTINGS.md");
    private static final Path METRICS = Path.of("..", "..", "deploy", "METRICS.md");

    @Test
    void namesEveryStateAndEveryUid() throws IOException {
        List<String> names = new ArrayList<>(ScoringState.uids());
        names.add(ScoringState.heldLedgerInputs().getName());
        names.add(ScoringState.heldCalls().getName());
        names.add(ScoringState.heldAssessInputs().getName());
        names.add(ScoringState.openCases().getName());
        names.add(ScoringState.heldDecideInputs().getName());
        names.add(ScoringState.publishedTexts().getName());
        names.add(ScoringState.officeCounts().getName());
        names.add(ScoringState.heldLaneChanges().getName());
        names.add(TaskStore.blocksInBackend().getName());
        names.add(TaskStore.secret().getName());
        names.add(ScoringState.snapshotOwner().getName());
        names.add(ScoringState.passed().getName());
        String document = Files.readString(STATE);

        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(document).contains('`' + name + '`'));
    }

    @Test
    void givesEveryOptionWithItsDefault() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(SETTINGS)) {
            if (line.startsWith("| `--")) {
                rows.add(line.substring(0, line.indexOf('|', line.indexOf('|', 2) + 1) + 1));
            }
        }
        List<String> options = new ArrayList<>();
        for (Map.Entry<String, String> option : JobSettings.options().entrySet()) {
            String given = option.getValue().isEmpty() ? "" : '`' + option.getValue() + "` ";
            options.add("| `--" + option.getKey() + "` | " + given + '|');
        }

        assertThat(rows).containsExactlyElementsOf(options);
    }

    @Test
    void givesEveryMetricWithItsKindAndUnit() throws IOException {
        List<String> rows = Files.readAllLines(METRICS).stream()
                .filter(line -> line.matches("\\| `[^`]+` \\| (counter|gauge), .*"))
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 2) + 1) + 1))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(JobMetric.values())
                        .map(metric -> "| `" + metric.scoped() + "` | "
                                + metric.kind().name().toLowerCase(Locale.ROOT) + ", " + metric.unit() + " |")
                        .toList());
    }
}
