// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that have no test of their own promise to whoever types them. */
class CommandsTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void theSameSeedGeneratesTheSameBytesAndAnotherOneOthers() throws IOException {
        List<String> first = generated("first", 1);

        assertThat(generated("again", 1)).isEqualTo(first);
        assertThat(generated("other", 2)).doesNotContainAnyElementsOf(first);
        assertThat(first).hasSize(400);
    }

    @Test
    void settingsThatCannotBeGeneratedAreNamed() {
        CommandRun.of("generate", "--inspected", "7", "--out", directory).assertRefused("inspected=7");
    }

    @Test
    @Tag("rest")
    void filingsAreGeneratedAsMessagesThatScoreReads() throws IOException {
        CommandRun.of("generate", "--as", "edifact", "--out", directory)
                .assertRefused("name=edifact, formats=[cuscar, awmds, xfwb, x12]");
        for (String format : List.of("cuscar", "awmds", "xfwb", "x12")) {
            Path out = directory.resolve(format);
            CommandRun.of("generate", "--as", format, "--filings", 60, "--out", out)
                    .assertDone();
            CommandRun.of(
                            "score",
                            "--filings",
                            out.resolve("messages"),
                            out.resolve("filings.jsonl"),
                            "--outcomes",
                            out.resolve("outcomes.jsonl"),
                            "--parallelism",
                            1,
                            "--out",
                            out.resolve("scored"))
                    .assertDone();

            assertThat(new ScoredOutput(out.resolve("scored")).count("filings"))
                    .as(format)
                    .isEqualTo(60);
            assertThat(out.resolve("scored/rejects.jsonl")).isEmptyFile();
            assertThat(Files.readAllLines(out.resolve("filings.jsonl")))
                    .as(format)
                    .hasSizeLessThan(55);
        }
    }

    @Test
    void theBaselineIsAcceptedWithItsExamples() {
        CommandRun run = CommandRun.of("rules", "check", "../rules/baseline");

        run.assertDone();
        assertThat(run.output()).startsWith("ok: baseline version ").contains("examples passed");
    }

    @Test
    void aRuleSetWithFiveFaultsIsRefusedWithAllFive() {
        CommandRun.of("rules", "check", "src/test/resources/five-faults")
                .assertRefused(
                        "ruleset.yaml:16:11: unknown reading 'first_time_shiper', did you mean 'first_time_shipper'?",
                        "ruleset.yaml:22:",
                        "missing ')'",
                        "ruleset.yaml:28:27: '>=' cannot take a number and a text",
                        "ruleset.yaml:33:15: unknown threat 'piracy'",
                        "ruleset.yaml:41:11: unknown reading 'plenty'",
                        "refused: 5 faults");
    }

    @Test
    void aScoreWithAFaultyRuleSetIsRefusedBeforeItStarts() throws IOException {
        CommandRun.of(
                        "score",
                        "--filings",
                        "src/test/resources/invented/filings.jsonl",
                        "--rules",
                        "src/test/resources/five-faults",
                        "--out",
                        directory.resolve("out"))
                .assertRefused("rules refused", "first_time_shiper", "piracy", "plenty");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aLiveJobTakesNoTextThatNobodySigned() {
        CommandRun.of("run", "--bootstrap", "127.0.0.1:1", "--rules", "../rules/baseline")
                .assertRefused("two people signed", "portolan rules publish");
    }

    @Test
    void aLiveJobAdoptsNoFitThatNobodySigned() {
        CommandRun.of("run", "--bootstrap", "127.0.0.1:1", "--learning", "adopt")
                .assertRefused("nothing moves live unsigned", "portolan rules learn", "two people sign");
    }

    @Test
    void brokenReferenceDataIsRefusedWithFileAndLineBeforeAnythingStarts() throws IOException {
        Path broken = Files.createDirectories(directory.resolve("reference"));
        Files.writeString(broken.resolve("2025-1-part1.csv"), ",NL,RTM,Rotterdam\n,N1,RTM,Rotterdam,,,,,,,,\n");
        String[] faults = {
            "2025-1-part1.csv:1: must have 12 fields, has 4", "2025-1-part1.csv:2: not a UN/LOCODE: 'N1RTM'"
        };

        CommandRun.of(
                        "score",
                        "--filings",
                        "src/test/resources/invented/filings.jsonl",
                        "--reference",
                        broken,
                        "--out",
                        directory.resolve("out"))
                .assertRefused(faults);
        CommandRun.of("run", "--bootstrap", "localhost:1", "--reference", broken)
                .assertRefused(faults);
        CommandRun.of("demo", "--reference", broken).assertRefused(faults);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aFaultyWatchListIsRefusedByFileLineAndField() throws IOException {
        Path list = Files.writeString(
                directory.resolve("sanctions.csv"), "id,name,country,city,street\n1,Acme,Iran,,\n2,N/A,IR,,\n");
        for (List<Object> command : List.of(
                List.<Object>of(
                        "score",
                        "--filings",
                        "src/test/resources/invented/filings.jsonl",
                        "--out",
                        directory.resolve("out")),
                List.<Object>of("run", "--bootstrap", "127.0.0.1:1", "--data", directory),
                List.<Object>of("demo"))) {
            List<Object> words = new ArrayList<>(command);
            words.addAll(List.of("--watchlist", list, "--remember-persons"));

            CommandRun.of(words.toArray())
                    .assertRefused(
                            "sanctions.csv:2: country: must be two letters of ISO 3166-1: 'Iran'",
                            "sanctions.csv:3: name or aliases: names nobody: 'N/A'");
        }
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aSettingsFileIsRefusedWithEveryFaultBeforeAnythingStarts() throws IOException {
        Path faulty = Files.writeString(
                directory.resolve("faulty.properties"),
                "habit-half-life=P5D\nkeep-headings=many\nmemory-retntion=P1D\nledger-retention=soon\n");
        Path twice = Files.writeString(directory.resolve("twice.properties"), "parallelism=4\nkeep-places=9\n");

        CommandRun.of("run", "--bootstrap", "127.0.0.1:1", "--settings", faulty)
                .assertRefused(
                        "keep-headings must be a whole number: given=many",
                        "unknown option 'memory-retntion'",
                        "ledger-retention must be an ISO-8601 duration");
        CommandRun.of("demo", "--settings", twice)
                .assertRefused("give them on the command line only", "settings=parallelism");
        CommandRun.of(
                        "rules",
                        "learn",
                        "--filings",
                        "src/test/resources/invented/filings.jsonl",
                        "--outcomes",
                        "src/test/resources/invented/outcomes.jsonl",
                        "--rules",
                        "../rules/baseline",
                        "--out",
                        directory.resolve("learned"),
                        "--settings",
                        directory.resolve("none"))
                .assertRefused("settings cannot be read", "none");
    }

    @Test
    @Tag("rest")
    void memoriesKeptForAMonthAnswerLessThanThoseOfTwoYears() throws IOException {
        Path month = Files.writeString(
                directory.resolve("month.properties"),
                "# few and short\nmemory-retention=P30D\nhabit-half-life=P30D\n");
        Path usual = directory.resolve("usual");
        Path short1 = directory.resolve("short");
        String filings = "src/test/resources/invented/filings.jsonl";

        CommandRun.of("score", "--filings", filings, "--out", usual).assertDone();
        CommandRun.of("score", "--filings", filings, "--settings", month, "--out", short1)
                .assertDone();

        assertThat(Files.readAllLines(short1.resolve("assessments.jsonl")))
                .hasSameSizeAs(Files.readAllLines(usual.resolve("assessments.jsonl")))
                .isNotEqualTo(Files.readAllLines(usual.resolve("assessments.jsonl")));
    }

    @Test
    @Tag("rest")
    void aScoreTellsWhichReferenceListsItFoundAndWhatStandsInForTheRest() throws IOException {
        Path given = Files.createDirectories(directory.resolve("reference"));
        Files.writeString(given.resolve("rates.csv"), "date,currency,perEur\n2026-03-02,USD,1.25\n");

        CommandRun run = CommandRun.of(
                "score",
                "--filings",
                "src/test/resources/invented/filings.jsonl",
                "--reference",
                given,
                "--out",
                directory.resolve("out"));

        run.assertDone();
        assertThat(run.errors())
                .contains("1 from rates.csv", "places (UN/LOCODE): not given, main ports only, from main-ports.csv");
    }

    @Test
    void aScoreOfWhichNothingWasAssessedIsBadInput() throws IOException {
        Path filings = Files.writeString(directory.resolve("filings.jsonl"), "{\"filedAt\": \"soon\"}\n");
        Path out = directory.resolve("nothing");

        CommandRun run = CommandRun.of("score", "--filings", filings, "--out", out);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .contains(
                        "nothing was assessed, mend what rejects.jsonl says line by line, most often WRONG_TYPE: filings=1,"
                                + " results=" + out);
        assertThat(run.output()).startsWith("1 filing read in ");
        assertThat(Files.readAllLines(out.resolve("rejects.jsonl"))).hasSize(1);
    }

    @Test
    @Tag("rest")
    void outcomesWithoutTheTenantOfTheirFilingsAreToldFirst() throws IOException {
        List<String> filings = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            filings.add("{\"tenant\":\"NL-1\",\"filedAt\":\"2026-03-0" + i
                    + "T08:30:00Z\",\"natureOfMovement\":\"IMPORT\",\"transportMode\":\"SEA\",\"transportDocument\":{\"number\":\""
                    + i + "\",\"issuer\":\"MAEU\"},\"goodsItems\":[{\"seq\":1,\"description\":\"bolts\"}]}");
            outcomes.add("{\"consignmentKey\":\"MAEU:" + i
                    + ":2026\",\"code\":\"NOTHING_FOUND\",\"reportedAt\":\"2026-03-09T08:30:00Z\""
                    + (i == 3 ? ",\"tenant\":\"NL-1\"}" : "}"));
        }
        Path out = directory.resolve("tenants");

        CommandRun run = CommandRun.of(
                        "score",
                        "--filings",
                        Files.write(directory.resolve("filings.jsonl"), filings),
                        "--outcomes",
                        Files.write(directory.resolve("outcomes.jsonl"), outcomes),
                        "--out",
                        out)
                .assertDone();

        assertThat(run.output()).startsWith("Most outcomes were rejected, 2 of 3: ");
        assertThat(run.output().replaceAll("\\s+", " "))
                .contains(
                        "2 outcomes of tenant 'default' (what states none is of 'default') are of consignments that are"
                                + " filed under another tenant, 'NL-1'");
        assertThat(Files.readString(out.resolve("summary.json")))
                .contains("\"rejectedOutcomes\": 2,", "\"outcomesUnderAnotherTenant\": 2,");
        assertThat(Files.readAllLines(out.resolve("rejects.jsonl")))
                .hasSize(2)
                .allMatch(line -> line.contains(
                        "state the tenant of its filing (what states none is of 'default'): tenant=default,"
                                + " consignment=MAEU:"));
    }

    @Test
    @Tag("rest")
    void theDemoShowsLanesAndReasonsAndEnds() {
        CommandRun run = CommandRun.of("demo", "--for", "5s", "--history", "500", "--rate", "50", "--web-port", "0");

        run.assertDone();
        assertThat(run.output())
                .contains("Flink's web UI   http://127.0.0.1:", "Kafka            127.0.0.1:")
                .contains("RED", "YELLOW", "BLUE", "GREEN", "Riskiest of the last")
                .containsPattern("[1-9][0-9,]* filings scored")
                .as("a reason: by how much it raises the odds, and its words")
                .containsPattern("(?m)^ +x[0-9]+(\\.[0-9])?  [a-z]");
    }

    @Test
    void aRunWithoutAKafkaSaysWhereItLooked() {
        CommandRun.of("run", "--bootstrap", "127.0.0.1:1", "--data", directory)
                .assertUnreachable("Kafka does not answer", "bootstrap=127.0.0.1:1");
    }

    private List<String> generated(String name, int seed) throws IOException {
        Path out = directory.resolve(name);
        CommandRun.of("generate", "--seed", seed, "--filings", 400, "--out", out)
                .assertDone();
        assertThat(out.resolve("outcomes.jsonl")).isNotEmptyFile();
        return Files.readAllLines(out.resolve("filings.jsonl"));
    }
}
