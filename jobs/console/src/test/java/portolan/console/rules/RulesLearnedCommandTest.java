// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.ArchiveWriter;
import portolan.console.CommandRun;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.ThreatScore;

class RulesLearnedCommandTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String RULES = """
            name: harbour
            version: 7
            why: for tests
            learning: {prior: 60, most: 4.0}
            threats: {narcotics: {prior: -6, lanes: {red: 0, yellow: -2, blue: -4}}}
            rules: [{id: heavy, threats: [narcotics], when: consignment.massKg > 9.0, bits: 20, why: heavy}]
            """;

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void archive() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("rules")).resolve("ruleset.yaml"), RULES);
        Path day = Files.createDirectories(folder.resolve("archive/assessments/day=2026-01-31"));
        try (OutputStream out = Files.newOutputStream(day.resolve("one.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            // The newest is not the last of the file.
            writer.write(assessment(
                    2,
                    new Contribution("heavy", 20, "heavy", ""),
                    new Contribution("learned:heavy", -1.5, "inspections say less", ""),
                    new Contribution("bound:heavy", -15.5, "fires on 4 % of filings: counts for at most 4.5 bits", ""),
                    new Contribution("suppressed:heavy", -3, "known good until 2026-12-31", "")));
            writer.write(assessment(
                    1,
                    new Contribution("heavy", 20, "heavy", ""),
                    new Contribution(
                            "bound:heavy", -13.5, "fires on 1.1 % of filings: counts for at most 6.5 bits", "")));
            writer.write(assessment(3));
        }
    }

    private static Assessment assessment(int hour, Contribution... rules) {
        RuleSet ruleSet = ((Compiled.Accepted) RuleSetCompiler.compile(RULES)).ruleSet();
        Instant at = NOON.plus(Duration.ofHours(hour));
        List<Contribution> all = new ArrayList<>(List.of(new Contribution("prior", -6, "before", "")));
        all.addAll(List.of(rules));
        double score = all.stream().mapToDouble(Contribution::bits).sum();
        return new Assessment(
                "id-" + hour,
                "default",
                new ConsignmentKey("HAPAG:HBL-" + hour + ":2026"),
                "F-" + hour,
                1,
                at,
                at,
                score,
                Lane.GREEN,
                List.of(new ThreatScore("narcotics", score, 0.01, Lane.GREEN, false, false, all)),
                new DataQuality(1, List.of()),
                new RuleSetRef(ruleSet.name(), ruleSet.version(), ruleSet.hash(), true),
                new Position(at.toEpochMilli(), Position.Input.FILING, "consignments.filed", 3, 100L + hour),
                SelectedBy.THRESHOLD,
                "1.0",
                "6500f3e0988a",
                null,
                Readings.of(List.of()),
                StatedFields.NONE,
                false,
                Particulars.NONE,
                0L);
    }

    private CommandRun learned(String rules) {
        return CommandRun.of(
                new RulesLearnedCommand(),
                "--archive",
                folder.resolve("archive").toString(),
                "--rules",
                folder.resolve(rules).toString());
    }

    @Test
    void showsWhatEachRuleCountedForLast() {
        CommandRun run = learned("rules");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains("3 assessments")
                .containsPattern("narcotics +heavy +2 +66.67 % +\\+20.00 +-1.50 +\\+3.00  fires on 4 % of filings")
                .containsPattern("narcotics +prior +3 +-6.00 +-6.00")
                .doesNotContain("suppressed:");
    }

    @Test
    void aRuleSetThatJudgedNothingThereIsNamed() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("ruleset.yaml"), RULES.replace("version: 7", "version: 8"));
        CommandRun run = learned("other");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("the archive has no assessment by this rule set", "version=8");
    }
}
