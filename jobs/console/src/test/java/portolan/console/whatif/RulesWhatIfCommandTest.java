package portolan.console.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import portolan.archive.ArchiveWriter;
import portolan.archive.ArchivedOutcome;
import portolan.console.RulesCommand;
import portolan.scoring.indicator.DataQuality;
import portolan.scoring.indicator.Indicator;
import portolan.scoring.indicator.Reading;
import portolan.scoring.indicator.Readings;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.rules.Verdict;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.ThreatScore;

/** Ten days with four consignments each, of which one is of a new shipper, and red. */
class RulesWhatIfCommandTest {
    private static final Instant FIRST = Instant.parse("2026-03-02T12:00:00Z");
    private static final String RULES = """
            name: harbour
            version: 7
            why: for tests
            threats:
              narcotics:
                prior: -6
                lanes: {red: -3, yellow: -4, blue: -5}
            rules:
              - id: new-shipper
                threats: [narcotics]
                when: first_time_shipper
                bits: 3
                why: nothing was seen of this shipper before
            """;
    private static final RuleSet THEN = ((Compiled.Accepted) RuleSetCompiler.compile(RULES)).ruleSet();

    @TempDir
    private Path folder = Path.of(".");

    private Path archive = Path.of(".");
    private Path candidate = Path.of(".");

    private record Run(int exitCode, String output, String errors) {}

    @BeforeEach
    void archiveTenDays() throws IOException {
        archive = folder.resolve("archive");
        candidate = Files.createDirectories(folder.resolve("draft"));
        Files.writeString(candidate.resolve("ruleset.yaml"), RULES.replace("version: 7", "version: 8"));
        for (int day = 0; day < 10; day++) {
            Instant noon = FIRST.plusSeconds(day * 86_400L);
            try (OutputStream out = Files.newOutputStream(file("assessments", noon));
                    ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
                for (int i = 0; i < 4; i++) {
                    writer.write(assessment("MSCU:D" + day + "N" + i + ":2026", noon, i == 0));
                }
            }
            try (OutputStream out = Files.newOutputStream(file("outcomes", noon));
                    ArchiveWriter<ArchivedOutcome> writer = ArchiveWriter.outcomes(out)) {
                writer.write(outcome("MSCU:D" + day + "N0:2026", noon, day < 4));
            }
        }
    }

    private Path file(String table, Instant noon) throws IOException {
        String day = noon.toString().substring(0, 10);
        return Files.createDirectories(archive.resolve(table).resolve("day=" + day))
                .resolve("part-1.parquet");
    }

    @Test
    void theSameRulesChangeNothing() {
        Run run = whatIf("");

        assertThat(run.errors()).contains("loading " + archive, "loaded 40 assessments of 40 consignments");
        assertThat(run.output())
                .contains("What if harbour version 8 (", ", unsigned) had judged?")
                .contains("2026-03-02 to 2026-03-11 (10 days)")
                .contains("No consignment would change its lane.");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aHigherThresholdLosesOffencesAndSaysSo() throws IOException {
        candidate("red: -3", "red: -2");

        Run run = whatIf("", "--html", folder.resolve("out/report.html").toString());

        assertThat(run.output())
                .contains("0 a day to red in place of 1.00 (-100 %)")
                .contains("4 known offences among what was red by score, 0 would stay red and 4 would not")
                .containsPattern("RED    -> YELLOW +10 consignments, 4 known offences")
                .contains("the thresholds: the score of then falls into another lane  (10 of 10)");
        assertThat(folder.resolve("out/report.html")).content().contains("<svg", "known offences that stay red");
    }

    @Test
    void asksAboutTheLastDaysAlone() {
        assertThat(whatIf("", "--last", "3d").output())
                .contains("12 assessments of 12 consignments")
                .contains("2026-03-09 to 2026-03-11 (3 days)");
        assertThat(whatIf("", "--from", "2026-03-03", "--to", "2026-03-04").output())
                .contains("2026-03-03 to 2026-03-04 (2 days)");
    }

    @Test
    void writesJsonInPlaceOfTheText() {
        assertThat(whatIf("", "--json").output()).startsWith("{").contains("\"consignments\" : 40");
    }

    @Test
    void refusesWhatCannotBeAsked() throws IOException {
        assertThat(whatIf("", "--last", "soon"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.errors()).contains("--last wants days or weeks"));
        assertThat(whatIf("", "--last", "3d", "--from", "2026-03-03").errors()).contains("give one");
        assertThat(whatIf("", "--from", "2026-03-05", "--to", "2026-03-03").errors())
                .contains("--from is after --to");
        assertThat(whatIf("", "--from", "2027-01-01"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.errors()).contains("no assessments of these days"));

        candidate("first_time_shipper", "first_time_shiper");
        assertThat(whatIf(""))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.output()).isEmpty())
                .satisfies(run -> assertThat(run.errors())
                        .contains("ruleset.yaml:11:", "did you mean 'first_time_shipper'?", "refused: 1 fault")
                        .doesNotContain("loading"));
    }

    @Test
    void theShellKeepsTheArchiveAndTheLastAnswer() throws IOException {
        Path next = Files.createDirectories(folder.resolve("next"));
        Files.writeString(next.resolve("ruleset.yaml"), RULES.replace("red: -3", "red: -2"));
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("ruleset.yaml"), RULES.replace("bits: 3", "bits: many"));
        Path json = folder.resolve("answer.json");

        Run run = whatIf(
                String.join(
                        "\n",
                        "moves",
                        "ask " + next,
                        "moves red",
                        "ask " + broken,
                        "lanes",
                        "rules new-shipper",
                        "rules new-shiper",
                        "lnaes",
                        "json " + json,
                        "moves pink",
                        "",
                        "quit",
                        "lanes"),
                "--shell");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains("what-if> moves\n  nobody\n(")
                .containsPattern("RED    -> YELLOW +10 consignments, 4 known offences")
                .contains("unknown reading 'many'", "refused: 1 fault")
                .containsPattern("what-if> lanes\n.*\n  RED     examine +1\\.00 +0 ")
                .contains("Fires for 10 of 40 consignments; 10 of these were examined, 4 offences found")
                .contains("the candidate has no rule 'new-shiper'; did you mean 'new-shipper'?")
                .contains("unknown command 'lnaes'; did you mean 'lanes'?")
                .contains("unknown lane 'pink'")
                .endsWith("what-if> quit\n")
                .containsPattern("\\(\\d+\\.\\d\\d s\\)");
        assertThat(json).content().contains("\"entered\" : 10");
    }

    @Test
    void theShellReadsTheCandidateAnewAndEndsWithItsInput() {
        assertThat(whatIf("ask\nhits\ndays\noffices\nthreats\nexamples\nworkload\nshow\nhelp\n", "--shell")
                        .output())
                .contains("what-if> ask\nWhat if harbour version 8")
                .contains("2026-03-02 mon")
                .contains("The candidate states no 'budgets:'")
                .endsWith("what-if> \n");
    }

    private void candidate(String part, String changed) throws IOException {
        Files.writeString(candidate.resolve("ruleset.yaml"), RULES.replace(part, changed));
    }

    @Test
    void aBudgetBecomesThresholdsOfANewDraft() throws IOException {
        candidate("threats:\n", "budgets: {NLRTM: {red: 1}}\nthreats:\n");
        Path draft = folder.resolve("within");

        Run run = budget("--try-on", "3", "--out", draft.toString());

        assertThat(run.exitCode()).as(run.errors()).isZero();
        // Just above the -6 of those of whom nothing is known.
        assertThat(run.output()).containsPattern("NLRTM +daily +RED +1 +1\\.0 +1\\.0 +1\\.0 to 1\\.0 +1\\.0 +-2\\.99");
        String text = Files.readString(draft.resolve("ruleset.yaml"));
        assertThat(text).contains("version: 8", "'NLRTM':", "daily: {red: -5.99, ");
        assertThat(RuleSetCompiler.compile(text)).isInstanceOf(Compiled.Accepted.class);
        assertThat(budget("--out", draft.toString()).errors()).contains("the folder of the draft is there already");
    }

    @Test
    void aDraftThatFailsItsExamplesIsNotWritten() throws IOException {
        candidate("threats:\n", "budgets: {NLRTM: {red: 4}}\nthreats:\n");
        Files.writeString(candidate.resolve("examples.yaml"), """
                examples:
                  - name: nothing is known
                    consignment: {office: NLRTM}
                    expect: {narcotics: {lane: green}}
                """);
        Path draft = folder.resolve("within");

        Run run = budget("--try-on", "0", "--out", draft.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("expected lane green", "no draft was written");
        assertThat(draft).doesNotExist();
    }

    @Test
    void aRuleSetWithoutBudgetsIsToldHowToStateThem() {
        Run run = budget();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("states no budgets", "budgets: {DEHAM:");
    }

    private Run budget(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("budget", "--archive", archive.toString(), "--rules", candidate.toString()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new RulesCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(new String[0]));
        return new Run(exitCode, out.toString(), err.toString());
    }

    private Run whatIf(String typed, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--archive", archive.toString(), "--candidate", candidate.toString()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(
                        new RulesWhatIfCommand(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(new String[0]));
        return new Run(exitCode, out.toString(), err.toString());
    }

    private static ArchivedOutcome outcome(String key, Instant at, boolean isOffence) {
        return new ArchivedOutcome(
                "outcome-" + key,
                "default",
                key,
                isOffence ? OutcomeCode.SMUGGLED_GOODS : OutcomeCode.NOTHING_FOUND,
                true,
                1,
                at,
                "NLRTM",
                null,
                null,
                null,
                null);
    }

    private static Assessment assessment(String key, Instant at, boolean isNew) {
        StatedFields fields = StatedFields.of(Map.of(ConsignmentField.OFFICE, "NLRTM"));
        double first = isNew ? 1 : 0;
        Facts facts = Facts.stated(Map.of(Indicator.FIRST_TIME_SHIPPER, first), fields.stated());
        Verdict verdict = THEN.judge(facts, DayOfWeek.MONDAY).get(0);
        double bits = Bits.ofUnits(verdict.score());
        List<Contribution> given = new ArrayList<>();
        for (Verdict.Share share : verdict.shares()) {
            given.add(new Contribution(share.name(), Bits.ofUnits(share.units()), share.why(), ""));
        }
        boolean isRed = verdict.lane() == Lane.RED;
        return new Assessment(
                "id-" + key,
                "default",
                new ConsignmentKey(key),
                "F-" + key,
                1,
                at.minusSeconds(4),
                at,
                bits,
                verdict.lane(),
                List.of(new ThreatScore(
                        "narcotics", bits, Scorer.probability(bits), verdict.lane(), isRed, false, given)),
                new DataQuality(1, List.of()),
                new RuleSetRef(THEN.name(), THEN.version(), THEN.hash(), false),
                new Position(at.toEpochMilli(), Position.Input.FILING, "consignments.filed", 0, 1L),
                SelectedBy.THRESHOLD,
                "1.0",
                "6500f3e0988a",
                at.plusSeconds(86_400),
                Readings.of(List.of(new Reading(Indicator.FIRST_TIME_SHIPPER, first, ""))),
                fields,
                false,
                new Particulars(null, null, null, null));
    }
}
