// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every archived assessment is what its readings and the text of its rule set come to, worked out by somebody else:
 * DuckDB reads the files, the CEL library evaluates the expressions, {@link TextbookRules} adds up. Nothing of the
 * engine's own reader, compiled form or arithmetic takes part.
 */
@Tag("rest")
class RecomputedIT {
    private static final Path EVERY_FEATURE = Path.of("src/test/resources/recomputed");
    private static final Path BASELINE = Path.of("../rules/baseline");
    private static final int FILINGS = 3_000;

    @TempDir
    private static Path directory = Path.of(".");

    @BeforeAll
    static void generate() {
        BusyFeed.generate(FILINGS, directory);
    }

    @Test
    @Tag("night")
    void theBaselinesAssessmentsAreWhatTheirReadingsComeTo() throws Exception {
        // Threats count whole rates here: which parts of a rate are whose is no matter of the rule's expression.
        Path asWritten = Files.createDirectory(directory.resolve("as-written"));
        Files.writeString(
                asWritten.resolve("ruleset.yaml"),
                Files.readString(BASELINE.resolve("ruleset.yaml"))
                        .replaceAll("(?m)^ +outcomes:( .*)?\n( +- .*\n)*", ""));
        Files.copy(BASELINE.resolve("examples.yaml"), asWritten.resolve("examples.yaml"));
        List<ArchivedByDuckDb> archived = scored(asWritten);

        TextbookRules rules = new TextbookRules(asWritten.resolve("ruleset.yaml"));
        assertRecomputed(archived, rules);

        assertThat(lanes(archived)).contains("RED", "YELLOW", "GREEN");
        assertThat(rules.fired()).as("of %s rules", rules.size()).hasSizeGreaterThan(rules.size() / 2);
    }

    @Test
    void everyPartOfTheRuleLanguageIsWhatItComesTo() throws Exception {
        List<ArchivedByDuckDb> archived = scored(EVERY_FEATURE);

        TextbookRules rules = new TextbookRules(EVERY_FEATURE.resolve("ruleset.yaml"));
        assertRecomputed(archived, rules);

        // What never happens proves nothing.
        assertThat(rules.fired()).hasSize(rules.size());
        assertThat(rules.used())
                .contains(
                        "cap:size",
                        "cap:parties",
                        "cap:nothing",
                        "office:NLRTM",
                        "office:NLSPL",
                        "no finite bits",
                        "absent bits",
                        "flat bin",
                        "sloped bin",
                        "bin of two",
                        "unknown bin",
                        "no bin");
        assertThat(lanes(archived)).containsExactlyInAnyOrder("RED", "YELLOW", "BLUE", "GREEN");
        assertThat(archived).extracting(ArchivedByDuckDb::selectedBy).contains("EXPLORATION", "THRESHOLD");
        assertThat(archived).anyMatch(ArchivedByDuckDb::urgent).anyMatch(one -> !one.urgent());
    }

    private static Set<String> lanes(List<ArchivedByDuckDb> archived) {
        Set<String> lanes = new HashSet<>();
        archived.forEach(one -> lanes.add(one.lane()));
        return lanes;
    }

    /** Shows the first differences only: all of them fill a screen a hundred times. */
    private static void assertRecomputed(List<ArchivedByDuckDb> archived, TextbookRules rules) throws Exception {
        List<String> differences = new ArrayList<>();
        for (ArchivedByDuckDb one : archived) {
            differences.addAll(rules.differences(one));
        }
        assertThat(differences.subList(0, Math.min(5, differences.size())))
                .as("%s differences in %s assessments", differences.size(), archived.size())
                .isEmpty();
    }

    private static List<ArchivedByDuckDb> scored(Path rules) throws Exception {
        Path out = directory.resolve(rules.getFileName() + "-scored");
        Path archive = out.resolveSibling(rules.getFileName() + "-archive");
        CommandRun.of(
                        "score",
                        "--filings",
                        directory.resolve("filings.jsonl"),
                        "--outcomes",
                        directory.resolve("outcomes.jsonl"),
                        "--rules",
                        rules,
                        "--archive",
                        archive,
                        "--out",
                        out)
                .assertDone();
        List<ArchivedByDuckDb> archived = ArchivedByDuckDb.all(archive);
        assertThat(archived).hasSameSizeAs(Files.readAllLines(out.resolve("assessments.jsonl")));
        assertThat(archived).hasSizeGreaterThan(FILINGS / 2);
        return archived;
    }
}
