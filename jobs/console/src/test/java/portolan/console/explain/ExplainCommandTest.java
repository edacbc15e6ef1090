// SPDX-License-Identifier: Apache-2.0
package portolan.console.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.archive.ArchiveWriter;
import portolan.console.CommandRun;
import portolan.console.Expected;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.indicator.filing.QualityReason;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Reading;
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
import portolan.scoring.score.Stake;
import portolan.scoring.score.ThreatScore;

class ExplainCommandTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String RULES = """
            name: harbour
            version: 7
            why: for tests
            threats:
              narcotics:
                prior: -6
                lanes: {red: 0, yellow: -2, blue: -4}
              revenue:
                prior: -5
                lanes: {red: 0, yellow: -2, blue: -4}
            rules:
              - id: new-shipper
                threats: [narcotics, revenue]
                when: first_time_shipper
                bits: 1.5
                why: nothing was seen of this shipper before
              - id: detour
                threats: [narcotics]
                when: detour_factor > 1.5 && consignment.loadingCountry == "EC"
                bits: 2.0 * detour_factor
                why: a longer way than the goods need, from where such goods come
            """;

    private static final BankValues SAID =
            new BankValues(List.of(new BankValues.Value("finds(address)", 32.25f, 41, 2)));

    @TempDir
    private Path folder = Path.of(".");

    private Path archive = Path.of(".");

    @BeforeEach
    void archiveThreeAssessments() throws IOException {
        archive = folder.resolve("archive");
        Path day = Files.createDirectories(archive.resolve("assessments/day=2026-01-31"));
        Files.writeString(folder.resolve("harbour.yaml"), RULES);
        try (OutputStream out = Files.newOutputStream(day.resolve("part-1.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            writer.write(assessment("MSCU:MSCU1:2026", 1, 1.2, 0));
            writer.write(assessment("MSCU:MSCU2:2026", 1, 1.0, 0));
            writer.write(assessment("MSCU:MSCU1:2026", 2, 2.8125, 0));
        }
    }

    @Test
    void showsTheDecisionItsReasonsAndThatEveryBitAgrees() {
        CommandRun run = explain("MSCU:MSCU1:2026", "--rules", folder.toString());

        assertThat(run.errors()).isEmpty();
        Expected.assertLooksLike(
                "explain.txt", List.of(run.output().stripTrailing().split("\n", -1)));
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aScoreIsTheShareThatItsRuleSetTellsOfIt() throws IOException {
        String rules = RULES.replace("rules:\n", """
                told:
                  inspections: 800
                  finds: 60
                  shares:
                    - {score: -4, share: 0.04, low: 0.02, high: 0.08}
                    - {score: 4, share: 0.2, low: 0.1, high: 0.4}
                rules:
                """)
                .replace("narcotics:\n    prior", "narcotics:\n    overall: true\n    prior");
        Files.writeString(folder.resolve("told.yaml"), rules);
        Path day = Files.createDirectories(archive.resolve("assessments/day=2026-02-02"));
        try (OutputStream out = Files.newOutputStream(day.resolve("part-1.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            writer.write(assessment(rules, "MSCU:TOLD:2026", 1, 2.8125, 0));
        }

        assertThat(explain("MSCU:TOLD:2026", "--rules", folder.toString()).output())
                .contains("score      1.13 bits, 1 in 9 (1 in 18 to 2 in 10)")
                .contains("narcotics   RED   1.13 bits, 1 in 9 (1 in 18 to 2 in 10)")
                .contains("revenue   BLUE   -3.50 bits\n", "RECOMPUTED");
    }

    /** With the cap, so that the sum is what the family comes to; then the bins and what they rest on. */
    @Test
    void aFamilyOfCurvesIsOneLineWithTheSingleOnesBelow() throws IOException {
        String curve =
                "  - {id: %s, threats: [narcotics], family: way, why: %s, curve: {of: detour_factor, bins: [%s]}}\n";
        String rules = RULES.replace("rules:\n", "groups: {way: 1.5}\nrules:\n")
                + curve.formatted("far", "a long way", "{to: 2, bits: -0.5}, {bits: 1.0, finds: 73}")
                + curve.formatted(
                        "farther", "a longer way", "{to: 2.5, bits: 0}, {to: 3, bits: 0.75, finds: 4}, {bits: 2}");
        Files.writeString(folder.resolve("curves.yaml"), rules);
        Path day = Files.createDirectories(archive.resolve("assessments/day=2026-02-02"));
        try (OutputStream out = Files.newOutputStream(day.resolve("part-1.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            writer.write(assessment(rules, "MSCU:CURVED:2026", 1, 2.8125, 0));
        }

        CommandRun run = explain(
                "MSCU:CURVED:2026", "--rules", folder.resolve("curves.yaml").toString());

        assertThat(run.output().replaceAll("\\s+", " "))
                .contains(
                        "+1.50 way [way], of it +1.00 a long way [far] +0.75 a longer way [farther] -0.25 together these"
                                + " count for at most 1.5 bits [cap:way] (18,200 km by PABLB, 6,471 km straight; range >2;"
                                + " 73 finds in this range; range 2.5..3; 4 finds in this range: weak)")
                .contains("every bit agrees");
    }

    @Test
    void whatDeclaredMemoriesSaidIsShownAndRecomputed() throws IOException {
        String rules = RULES.replace("rules:\n", "memories: {bank: standard}\nrules:\n")
                + "  - {id: found, threats: [narcotics], when: finds(address) > 5.0, bits: finds(address) / 32.0, why: w}\n";
        Files.writeString(folder.resolve("declared.yaml"), rules);
        Path day = Files.createDirectories(archive.resolve("assessments/day=2026-02-02"));
        try (OutputStream out = Files.newOutputStream(day.resolve("part-1.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            writer.write(assessment(rules, "MSCU:FOUND:2026", 1, 2.8125, 0));
        }

        CommandRun run = explain(
                "MSCU:FOUND:2026", "--rules", folder.resolve("declared.yaml").toString());

        assertThat(run.output().replaceAll("\\s+", " "))
                .contains("+1.01 w [found] (2 finds in 41 bills of this address)")
                .contains("finds(address) 32.25 2 finds in 41 bills of this address")
                .contains("every bit agrees");
    }

    @Test
    void explainsAnEarlierOneWhenAsked() {
        CommandRun run = explain("MSCU:MSCU1:2026", "--number", "1", "--rules", folder.toString());

        assertThat(run.output())
                .contains("> 1  version 1 ")
                .contains("rank       2 of 3 archived assessments, among the riskiest 67 %")
                .contains("filing     F-1 version 1")
                .contains("ask for: register extract")
                .doesNotContain("freight invoice")
                .contains("RECOMPUTED");
    }

    @Test
    void saysWhenTheTextIsNotAtHand() {
        CommandRun run = explain("MSCU:MSCU1:2026");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("NOT RECOMPUTED: no rule set at hand has the text of harbour version 7,");
    }

    @Test
    void saysWhichBitDiffers() throws IOException {
        Path day = Files.createDirectories(archive.resolve("assessments/day=2026-02-01"));
        try (OutputStream out = Files.newOutputStream(day.resolve("part-1.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            writer.write(assessment("MSCU:FORGED:2026", 1, 2.8125, 1));
        }

        CommandRun run = explain(
                "MSCU:FORGED:2026", "--rules", folder.resolve("harbour.yaml").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("DIFFERS when recomputed")
                .contains("narcotics: score was 2.125, is 1.125")
                .contains("narcotics: prior was -5.0, is -6.0")
                .doesNotContain("every bit agrees");
    }

    /** By inspections, as release 0.2.0 did: what moved nothing is made again all the same. */
    @ParameterizedTest
    @CsvSource({"0.25, NOT RECOMPUTED: what was learned moved it", "0, every bit agrees"})
    void whatWasMovedIsLeftToTheEngineThatMovedIt(double moved, String said) throws IOException {
        Path day = Files.createDirectories(archive.resolve("assessments/day=2026-02-01"));
        try (OutputStream out = Files.newOutputStream(day.resolve("part-1.parquet"));
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            writer.write(assessment("MSCU:MOVED:2026", 1, 2.8125, moved));
        }

        CommandRun run = explain(
                "MSCU:MOVED:2026", "--rules", folder.resolve("harbour.yaml").toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.output().replaceAll("\\s+", " "))
                .contains("moved by what was learned, as in releases until 0.2.0: table 491625", said)
                .doesNotContain("DIFFERS");
    }

    @Test
    void saysWhatTheArchiveHoldsWhenItDoesNotHoldTheKey() {
        CommandRun run = explain("MSCU1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .contains("the archive has no assessment of this consignment: key=MSCU1")
                .contains("it holds 3 assessments from 2026-01-31T12:00:00Z to 2026-01-31T13:00:00Z,"
                        + " for example of MSCU:MSCU1:2026, MSCU:MSCU2:2026.");
    }

    @Test
    void aHalfWrittenFileIsNamed() throws IOException {
        Path half = archive.resolve("assessments/day=2026-01-31/part-2.parquet");
        Files.writeString(half, "PAR1 and not much more");

        CommandRun run = explain("MSCU:MSCU1:2026");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("not a whole Parquet file").contains("file=" + half);
    }

    private CommandRun explain(String key, String... more) {
        List<String> arguments = new ArrayList<>(List.of(key, "--archive", archive.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(new ExplainCommand(), arguments.toArray(new String[0]));
    }

    /** @param forged bits that the archived prior of narcotics has more than the rule set says */
    private static Assessment assessment(String key, int version, double detour, double forged) {
        return assessment(RULES, key, version, detour, forged);
    }

    private static Assessment assessment(String rules, String key, int version, double detour, double forged) {
        RuleSet ruleSet = ((Compiled.Accepted) RuleSetCompiler.compile(rules)).ruleSet();
        Readings readings = Readings.of(List.of(
                new Reading(Indicators.get("first_time_shipper"), 1, "no earlier consignment of this shipper"),
                new Reading(Indicators.get("detour_factor"), detour, "18,200 km by PABLB, 6,471 km straight")));
        StatedFields fields = StatedFields.of(Map.of(
                ConsignmentField.OFFICE,
                "NL000396",
                ConsignmentField.LOADING_COUNTRY,
                "EC",
                ConsignmentField.HS6,
                List.of("080390"),
                ConsignmentField.MASS_KG,
                21_700.5));
        List<ThreatScore> threats = new ArrayList<>();
        Lane lane = Lane.GREEN;
        double score = Double.NEGATIVE_INFINITY;
        Facts facts = Facts.stated(
                Map.of(Indicators.get("first_time_shipper"), 1.0, Indicators.get("detour_factor"), detour),
                fields.stated(),
                ruleSet.memories() == null ? null : BankAnswer.of(ruleSet.memories(), SAID));
        for (Verdict verdict : ruleSet.judge(facts, DayOfWeek.MONDAY)) {
            boolean forge = verdict.threat().name().equals("narcotics");
            double bits = Bits.ofUnits(verdict.score()) + (forge ? forged : 0);
            threats.add(new ThreatScore(
                    verdict.threat().name(),
                    bits,
                    Scorer.probability(bits),
                    verdict.lane(),
                    verdict.lane() == Lane.RED,
                    false,
                    contributions(verdict, forge ? forged : 0)));
            lane = Lane.strictest(lane, verdict.lane());
            score = Math.max(score, bits);
        }
        Instant at = NOON.plus(Duration.ofHours(version - 1));
        return new Assessment(
                "id-" + version,
                "default",
                new ConsignmentKey(key),
                "F-" + version,
                version,
                at.minusSeconds(4),
                at,
                score,
                lane,
                threats,
                new DataQuality(
                        0.9375,
                        List.of(new DataQuality.Finding(QualityReason.UNKNOWN_PLACE, "unknown UN/LOCODE ECXX9"))),
                new RuleSetRef(ruleSet.name(), ruleSet.version(), ruleSet.hash(), true),
                new Position(at.toEpochMilli(), Position.Input.FILING, "consignments.filed", 3, 100L + version),
                SelectedBy.THRESHOLD,
                "1.0",
                "6500f3e0988a",
                at.plus(Duration.ofHours(26)),
                readings,
                fields,
                false,
                new Particulars(null, null, null, null, null, null, null, 0, new Stake(12_000, 1_440.5, "EUR")),
                key.contains("MOVED") ? 491_625L : Assessment.AS_WRITTEN,
                ruleSet.memories() == null ? BankValues.NONE : SAID);
    }

    private static List<Contribution> contributions(Verdict verdict, double forged) {
        List<Contribution> given = new ArrayList<>();
        for (Verdict.Share share : verdict.shares()) {
            boolean prior = share.name().equals(RuleSet.PRIOR);
            given.add(new Contribution(
                    share.name(), Bits.ofUnits(share.units()) + (prior ? forged : 0), share.why(), ""));
        }
        return given;
    }
}
