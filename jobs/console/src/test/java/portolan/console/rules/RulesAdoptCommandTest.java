// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

class RulesAdoptCommandTest {
    /** In the table of 2026-01-31 09:00 is what was found before that day. */
    private static final long TABLE = Instant.parse("2026-01-31T09:00:00Z").getEpochSecond() / 3_600;

    private static final String RULES = """
            name: harbour
            version: 7
            why: for tests
            learning: {prior: 60, most: 4.0}
            threats: {narcotics: {prior: -6, lanes: {red: 0, yellow: -2, blue: -4}}}
            rules:
              - {id: heavy, threats: [narcotics], when: consignment.massKg > 9.0, bits: 5, why: heavy} # judgement
              - {id: known, threats: [narcotics], when: consignment.massKg > 8.0, bits: 1, frozen: true, why: known}
              - {id: never, threats: [narcotics], when: consignment.massKg > 1e9, bits: 1, why: never}
            """.replace("1e9", "1000000000.0");
    private static final String EXAMPLES = """
            examples:
              - name: heavy ones
                consignment: {massKg: 10}
                expect:
                  narcotics: {score: 0, lane: LANE}   # six less five, and one
            """;

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void rules() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("rules")).resolve("ruleset.yaml"), RULES);
    }

    private void archive(@Nullable Long table) throws IOException {
        Path day = Files.createDirectories(folder.resolve("archive/assessments/day=2026-01-31"));
        try (OutputStream out = Files.newOutputStream(day.resolve("one.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            writer.write(assessment(table));
        }
    }

    private void examples(String lane) throws IOException {
        Files.writeString(folder.resolve("rules/examples.yaml"), EXAMPLES.replace("LANE", lane));
    }

    private static Assessment assessment(@Nullable Long table) {
        RuleSet ruleSet = ((Compiled.Accepted) RuleSetCompiler.compile(RULES)).ruleSet();
        Instant at = Instant.parse("2026-01-31T12:00:00Z");
        List<Contribution> all = new ArrayList<>(List.of(
                new Contribution("prior", -6, "before", ""),
                new Contribution("learned:prior", 0.75, "found", ""),
                new Contribution("heavy", 5, "heavy", ""),
                new Contribution("learned:heavy", -1.5, "inspections say less", ""),
                new Contribution("known", 1, "known", "")));
        double score = all.stream().mapToDouble(Contribution::bits).sum();
        return new Assessment(
                "id",
                "default",
                new ConsignmentKey("HAPAG:HBL:2026"),
                "F",
                1,
                at,
                at,
                score,
                Lane.GREEN,
                List.of(new ThreatScore("narcotics", score, 0.01, Lane.GREEN, false, false, all)),
                new DataQuality(1, List.of()),
                new RuleSetRef(ruleSet.name(), ruleSet.version(), ruleSet.hash(), true),
                new Position(at.toEpochMilli(), Position.Input.FILING, "consignments.filed", 3, 100L),
                SelectedBy.THRESHOLD,
                "1.0",
                "6500f3e0988a",
                null,
                Readings.of(List.of()),
                StatedFields.NONE,
                false,
                Particulars.NONE,
                table);
    }

    private CommandRun adopt(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--archive",
                folder.resolve("archive").toString(),
                "--rules",
                folder.resolve("rules").toString(),
                "--out",
                folder.resolve("draft").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(new RulesAdoptCommand(), arguments.toArray(new String[0]));
    }

    private String draft(String file) throws IOException {
        return Files.readString(folder.resolve("draft").resolve(file));
    }

    @Test
    void writesWhatWasLearnedAsTheNextVersionAndTheScoresThatFollow() throws IOException {
        archive(TABLE);
        examples("red");
        Files.writeString(
                folder.resolve("rules/examples.yaml"),
                EXAMPLES.replace("LANE", "yellow").replace("score: 0, lane: yellow", "score: 0"));
        CommandRun run = adopt();

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .containsPattern("prior +narcotics +-6.00 +\\+0.75 +-5.25")
                .containsPattern("heavy +narcotics +\\+0.00 +-1.50 +-1.50")
                .containsPattern("known +left alone: frozen")
                .containsPattern("never +left alone: never fired");
        assertThat(draft("ruleset.yaml"))
                .isEqualTo(RULES.replace("version: 7", "version: 8")
                        .replace("why: for tests", "why: 'Version 7, and what inspections have taught since'")
                        .replace("prior: -6, lanes", "prior: -5.25, adopted: 2026-01-31, lanes")
                        .replace("why: heavy}", "adopted: {narcotics: {before: 2026-01-31, bits: -1.5}}, why: heavy}"));
        assertThat(draft("examples.yaml")).contains("{score: -0.75}   # six less five, and one");
    }

    @Test
    void aLaneThatAnExampleExpectsIsAPersonsToChange() throws IOException {
        archive(TABLE);
        examples("red");
        CommandRun refused = adopt();

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).contains("expected lane red, found yellow", "no draft was written");
        assertThat(folder.resolve("draft")).doesNotExist();

        CommandRun kept = adopt("--keep-examples");
        assertThat(kept.exitCode()).isZero();
        assertThat(kept.output()).contains("expected lane red, found yellow");
        assertThat(draft("examples.yaml")).contains("lane: red");
    }

    /** Which inspections are in it is not known, and they would count twice. */
    @Test
    void whatDoesNotNameItsTableIsLeftAlone() throws IOException {
        archive(null);
        CommandRun run = adopt();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("nothing was learned that can be adopted", "version=7");
    }
}
