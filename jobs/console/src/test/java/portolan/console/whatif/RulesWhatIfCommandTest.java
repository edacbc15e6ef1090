// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.CommandRun;
import portolan.console.rules.RulesCommand;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Exploration;
import portolan.scoring.rules.RuleSetCompiler;

/** Asked of ten days with four consignments each, of which one is of a new shipper, and red. */
class RulesWhatIfCommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private Path archive = Path.of(".");
    private Path candidate = Path.of(".");

    @BeforeEach
    void archiveTenDays() throws IOException {
        archive = folder.resolve("archive");
        candidate = Files.createDirectories(folder.resolve("draft"));
        Files.writeString(candidate.resolve("ruleset.yaml"), TenDays.RULES.replace("version: 7", "version: 8"));
        TenDays.archive(archive);
    }

    @Test
    void theSameRulesChangeNothing() {
        CommandRun run = whatIf();

        assertThat(run.errors()).contains("loading " + archive, "loaded 40 assessments of 40 consignments");
        assertThat(run.output())
                .contains("What if harbour version 8 (", ", unsigned) had judged?")
                .contains("2026-03-02 to 2026-03-11 (10 days)")
                .contains("No consignment would change its lane.");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void saysWhichDaysAreArchivedInPart() {
        assertThat(whatIf().output().replaceAll("\\s+", " "))
                .contains("2026-03-02 is archived from 12:00 on, 2026-03-11 is archived until 12:00 (UTC). Averages and"
                        + " budgets take them for whole days, and come out lower for it.");
    }

    @Test
    void tellsOfficesOfTwoTenantsApart() throws IOException {
        candidate("threats:\n", "budgets: {NLRTM: {red: 4}}\nthreats:\n");
        TenDays.another(archive, "other");

        assertThat(whatIf().output())
                .contains("tenants    2, each with offices of its own")
                .containsPattern("NLRTM of default +1\\.00")
                .containsPattern("NLRTM of other +0\\.10")
                .containsPattern("NLRTM of other red daily +4 +0\\.10");
        assertThat(budget().errors()).contains("budgets are each tenant's own, and the archive has 2 tenants");
    }

    @Test
    void aHigherThresholdLosesOffencesAndSaysSo() throws IOException {
        candidate("red: -3", "red: -2");

        CommandRun run = whatIf();

        assertThat(run.output())
                .contains("0 a day to red in place of 1.00 (-100 %)")
                .contains("4 known offences among what was red by score, 0 would stay red and 4 would not")
                .containsPattern("RED    -> YELLOW +10 consignments, 4 known offences")
                .contains("the thresholds: the score of then falls into another lane  (10 of 10)");
    }

    @Test
    void asksAboutTheLastDaysAlone() {
        assertThat(whatIf("--last", "3d").output())
                .contains("12 assessments of 12 consignments")
                .contains("2026-03-09 to 2026-03-11 (3 days)");
        assertThat(whatIf("--from", "2026-03-03", "--to", "2026-03-04").output())
                .contains("2026-03-03 to 2026-03-04 (2 days)");
    }

    @Test
    void writesJsonInPlaceOfTheText() {
        assertThat(whatIf("--json").output()).startsWith("{").contains("\"consignments\" : 40");
    }

    @Test
    void refusesWhatCannotBeAsked() throws IOException {
        assertThat(whatIf("--last", "soon"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.errors()).contains("--last wants days or weeks"));
        assertThat(whatIf("--last", "3d", "--from", "2026-03-03").errors()).contains("give one");
        assertThat(whatIf("--from", "2026-03-05", "--to", "2026-03-03").errors())
                .contains("--from is after --to");
        assertThat(whatIf("--from", "2027-01-01"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.errors()).contains("no assessments of these days"));

        candidate("first_time_shipper", "first_time_shiper");
        assertThat(whatIf())
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.output()).isEmpty())
                .satisfies(run -> assertThat(run.errors())
                        .contains("ruleset.yaml:11:", "did you mean 'first_time_shipper'?", "refused: 1 fault")
                        .doesNotContain("loading"));
    }

    private void candidate(String part, String changed) throws IOException {
        Files.writeString(candidate.resolve("ruleset.yaml"), TenDays.RULES.replace(part, changed));
    }

    @Test
    void aBudgetBecomesThresholdsOfANewDraft() throws IOException {
        candidate("threats:\n", "budgets: {NLRTM: {red: 1}}\nthreats:\n");
        Path draft = folder.resolve("within");

        CommandRun run = budget("--try-on", "3", "--out", draft.toString());

        assertThat(run.exitCode()).as(run.errors()).isZero();
        // Just above the -6 of those of whom nothing is known.
        assertThat(run.output()).containsPattern("NLRTM +daily +RED +1 +1\\.0 +1\\.0 +1\\.0 to 1\\.0 +1\\.0 +-2\\.95");
        String text = Files.readString(draft.resolve("ruleset.yaml"));
        assertThat(text).contains("version: 8", "'NLRTM':", "daily: {red: -5.95, ");
        assertThat(RuleSetCompiler.compile(text)).isInstanceOf(Compiled.Accepted.class);
        assertThat(budget("--out", draft.toString()).errors()).contains("the folder of the draft is there already");
    }

    @Test
    void aDraftThatFailsItsExamplesIsNotWritten() throws IOException {
        candidate(
                "threats:\n  narcotics:\n    prior: -6\n    lanes: {red: -3,",
                "budgets: {NLRTM: {red: 4}}\nthreats:\n  narcotics:\n    prior: -6\n    lanes: {red: -2,");
        Files.writeString(candidate.resolve("examples.yaml"), """
                examples:
                  - name: a new shipper
                    consignment: {office: NLRTM}
                    readings: {first_time_shipper: true}
                    expect: {narcotics: {lane: yellow}}
                """);
        Path draft = folder.resolve("within");

        CommandRun run = budget("--try-on", "0", "--out", draft.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("expected lane yellow", "no draft was written");
        assertThat(draft).doesNotExist();
    }

    /** Who is drawn is examined whatever the thresholds: no threshold helps. */
    @Test
    void aDraftThatExceedsACapacityIsNotWritten() throws IOException {
        List<ConsignmentKey> ofMondays = IntStream.of(0, 7)
                .boxed()
                .flatMap(day ->
                        IntStream.range(0, 4).mapToObj(i -> new ConsignmentKey("MSCU:D" + day + "N" + i + ":2026")))
                .toList();
        long seed = LongStream.iterate(1, next -> next + 1)
                .filter(next -> ofMondays.stream()
                                .filter(new Exploration(0.2, next)::draws)
                                .count()
                        == 4)
                .findFirst()
                .orElseThrow();
        candidate(
                "threats:\n",
                "exploration: {share: 0.2, seed: " + seed + "}\nbudgets: {NLRTM: {mon: {red: 1}}}\nthreats:\n");
        Path draft = folder.resolve("beyond");

        CommandRun run = budget("--try-on", "0", "--out", draft.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .contains("no draft was written, it would exceed what is stated")
                .contains("NLRTM mon RED: 3.00 a day, capacity 1");
        assertThat(draft).doesNotExist();

        candidate(
                "threats:\n",
                "exploration: {share: 0.2, seed: " + seed + "}\nbudgets: {NLRTM: {mon: {red: 3}}}\nthreats:\n");
        assertThat(budget("--try-on", "0", "--out", draft.toString()).exitCode())
                .as("just enough")
                .isZero();
        assertThat(draft.resolve("ruleset.yaml")).isNotEmptyFile();
    }

    @Test
    void aliasesAmongThreatsAreRefusedBeforeAnythingIsRead() throws IOException {
        candidate("    lanes: {red: -3, yellow: -4, blue: -5}\n", """
                    lanes: &usual {red: -3, yellow: -4, blue: -5}
                  revenue: {prior: -6, lanes: *usual}
                budgets: {NLRTM: {red: 1}}
                """);

        CommandRun refused = budget("--out", folder.resolve("within").toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors())
                .contains("ruleset.yaml:8:31: no draft can be made", "'*usual' stands for what is written elsewhere")
                .doesNotContain("loading");
        assertThat(budget("--try-on", "0").exitCode()).as("without a draft").isZero();
    }

    @Test
    void aRuleSetWithoutBudgetsIsToldHowToStateThem() {
        CommandRun run = budget();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("states no budgets", "budgets: {DEHAM:");
    }

    private CommandRun budget(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("budget", "--archive", archive.toString(), "--rules", candidate.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(new RulesCommand(), arguments.toArray(String[]::new));
    }

    private CommandRun whatIf(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--archive", archive.toString(), "--candidate", candidate.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(new RulesWhatIfCommand(), arguments.toArray(String[]::new));
    }
}
