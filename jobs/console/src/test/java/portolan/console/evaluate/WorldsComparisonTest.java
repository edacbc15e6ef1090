// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.screen.UnusableInputException;

class WorldsComparisonTest {
    @TempDir
    private Path directory;

    @Test
    void aLossBeyondTheSpreadOfTheSeedsIsTold() throws Exception {
        WorldsReport before = report(100, 0.40, 0.36, 0.38);

        assertThat(losses(before, report(100, 0.30, 0.26, 0.28)))
                .singleElement()
                .asString()
                .startsWith("world b: share at 5 % -0.100, bound 0.033");
        assertThat(losses(before, report(100, 0.38, 0.34, 0.36))).isEmpty();
        assertThat(losses(before, report(100, 0.50, 0.46, 0.48))).isEmpty();
    }

    @Test
    void withoutSpreadAHundredthIsNoise() throws Exception {
        WorldsReport before = report(100, 0.40, 0.40, 0.40);

        assertThat(losses(before, report(100, 0.392, 0.392, 0.392))).isEmpty();
        assertThat(losses(before, report(100, 0.388, 0.388, 0.388))).hasSize(1);
    }

    @Test
    void otherFeedsAreNotCompared() {
        assertThatThrownBy(() -> losses(report(100, 0.4), report(101, 0.4)))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("not the same feed: world=b, seed=1, judged before=100, now=101");
        assertThatThrownBy(() -> losses(new WorldsReport("", "", "", "", 1, List.of(), List.of()), report(100, 0.4)))
                .hasMessageContaining("the reports share no feed");
    }

    @Test
    void aReportIsReadAsItWasWritten() throws Exception {
        WorldsReport report = report(100, 0.4, 0.3);
        Path file = Files.writeString(directory.resolve("worlds.json"), report.json());

        assertThat(WorldsReport.read(file)).isEqualTo(report);
        assertThatThrownBy(() -> WorldsReport.read(Files.writeString(file, "{\"fields\":1}")))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("not what evaluate worlds --json wrote");
    }

    @Test
    void thePageShowsBothFiguresAndAddsUpTheSeeds() throws Exception {
        WorldsReport before = report(100, 0.40, 0.36);
        WorldsReport after = report(100, 0.50, 0.48);

        assertThat(WorldsPage.markdown(after, null))
                .contains(
                        "|b|none|0.20|0.49|0.80|4.00|4.00|-|-|-|7.00|a:0.49|a:0.49|a:0.49|a:0.49|",
                        "|b|rip_on|20|0.50|-|")
                .contains("|b|low-value|10.0|20.0|3.0|20.0|");
        assertThat(WorldsPage.markdown(after, new WorldsComparison(before, after)))
                .contains("|b|none|0.20→0.20|0.38→0.49|0.80→0.80|4.00→4.00|", "|b|low-value|10.0|20.0|3.0|20.0→20.0|");
    }

    private static WorldFigures.Trial trial(String kind, String name, Double... shares) {
        return new WorldFigures.Trial(kind, name, 7, List.of(shares), 0.25);
    }

    @Test
    void trialsAreMeansOverSeedsAndWhatAFaultCostsIsBesideNoFault() throws Exception {
        WorldsReport report = WorldsReport.read(Files.writeString(
                directory.resolve("report.json"), report(100, 0.50, 0.48).json()));

        assertThat(WorldsPage.markdown(report, null))
                .contains("|b|adopted|7.00|0.10|0.20|0.30|0.49|")
                .contains("|b|40|7.00|0.49|")
                .doesNotContain("|b|engine|", "|b|80|", "|b|all|");
        assertThat(WorldTrialsPage.markdown(report))
                .contains("|b|engine|7.00|0.10|0.20|0.30|0.49|0.25|")
                .contains("|b|engine|0.50|2.00|1.00|0.100/0.050 (80)|")
                .contains("|b|none|7.00|0.49|0.00|", "|b|late|7.00|0.39|0.10|")
                .doesNotContain("Change:", "adopted");
    }

    private static List<String> losses(WorldsReport before, WorldsReport after) throws UnusableInputException {
        return new WorldsComparison(before, after).losses();
    }

    private static WorldsReport report(int judged, double... shares) {
        List<WorldFigures> feeds = new ArrayList<>();
        for (double share : shares) {
            WorldFigures.Found found = new WorldFigures.Found(
                    0.2,
                    share,
                    0.8,
                    0.01,
                    Map.of("rip_on", new WorldFigures.Scheme(10, 5)),
                    List.of(new WorldFigures.Told(0.01, 50, 1, 9), new WorldFigures.Told(0.7, 50, 40, 10)));
            feeds.add(new WorldFigures(
                    "b",
                    feeds.size() + 1,
                    "",
                    400,
                    judged,
                    20,
                    0,
                    found,
                    Map.of(),
                    7,
                    Map.of("a", new WorldFigures.Learned(found, found)),
                    List.of(
                            trial(WorldTrials.QUARTER, "adopted", 0.1, 0.2, 0.3, share),
                            trial(WorldTrials.FINDS, feeds.isEmpty() ? "80" : "all", share),
                            trial(WorldTrials.FINDS, "40", share),
                            new WorldFigures.Trial(
                                    WorldTrials.LOOP,
                                    "engine",
                                    7,
                                    List.of(0.1, 0.2, 0.3, share),
                                    0.25,
                                    List.of(
                                            new WorldFigures.Told(0.01, 10, 0.1, 0),
                                            new WorldFigures.Told(0.05, 40, 4, 2))),
                            trial(WorldTrials.FAULT, "none", share),
                            trial(WorldTrials.FAULT, "late", share - 0.1)),
                    Map.of("a", new WorldFigures.Primed(found, found)),
                    List.of(new WorldFigures.RuleUse("low-value", judged / 10, 2, 3, judged / 80))));
        }
        return new WorldsReport("portolan", "1", "baseline", "none", 500, List.of(), feeds);
    }
}
