// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.CommandRun;
import portolan.console.Expected;

/**
 * A tiny invented trade in toys. In January, four of ten consignments from China are offences and none from Germany; in
 * February, which is evaluated, two of five and none.
 */
class EvaluateCommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private final List<String> filings = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private final List<String> assessments = new ArrayList<>();

    @BeforeEach
    void inventTrade() {
        for (int i = 0; i < 30; i++) {
            filing("P" + i, "2026-01-" + two(1 + i), i % 3 == 0 ? "CN" : "DE");
            outcome("P" + i, i % 9 == 0 ? "UNDERVALUED" : "NOTHING_FOUND", "");
        }
        for (int i = 0; i < 20; i++) {
            filing("N" + i, "2026-02-" + two(1 + i), i % 4 == 0 ? "CN" : "DE");
            outcome("N" + i, i == 0 || i == 4 ? "MISDECLARED_GOODS" : "NOTHING_FOUND", "");
            // The engine puts one offence first and the other in the middle.
            assessment("N" + i, i == 0 ? 5 : i == 4 ? -3 : -i);
        }
    }

    @Test
    void looksAsCommitted() throws IOException {
        CommandRun run = evaluate("2026-02-01", "2026-02-28");

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        Expected.assertLooksLike("evaluation.txt", run.output().lines().toList());
    }

    @Test
    void looksAsCommittedForPrograms() throws IOException {
        Expected.assertLooksLike(
                "evaluation.json",
                evaluate("2026-02-01", "2026-02-28", "--json").output().lines().toList());
    }

    @Test
    void bothDaysBelongToThePeriod() throws IOException {
        assertThat(evaluate("2026-02-03", "2026-02-05").output()).startsWith("3 consignments filed");
    }

    @Test
    void theFirstFilingDatesAndTheLastDescribesAConsignment() throws IOException {
        filing("N3", "2026-03-09", "CN");

        assertThat(evaluate("2026-02-04", "2026-02-04").output()).startsWith("1 consignment filed");
    }

    @Test
    void theLastAssessmentAndTheHighestOutcomeVersionCount() throws IOException {
        outcome("N7", "SMUGGLED_GOODS", ",\"version\":2");
        outcome("N7", "NOTHING_FOUND", "");
        assessment("N7", 40);
        assessment("N7", 50);

        assertThat(evaluate("2026-02-08", "2026-02-08").output())
                .startsWith("1 consignment filed 2026-02-08 to 2026-02-08, assessed and examined; 1 offence,");
    }

    @Test
    void recoveredRevenueIsPreferredToAnEstimate() throws IOException {
        outcome("N0", "UNDERVALUED", ",\"version\":2,\"revenueRecovered\":900,\"currency\":\"EUR\"");
        outcome("N4", "UNDERVALUED", ",\"version\":2,\"revenueRecovered\":100,\"currency\":\"EUR\"");

        CommandRun run = evaluate("2026-02-01", "2026-02-28");
        assertThat(run.output()).contains("Revenue %, recovered");
        assertThat(run.output().lines().filter(line -> line.startsWith("the engine")))
                .singleElement()
                .asString()
                .contains("90.0 90.0 90.0 90.0");
    }

    @Test
    void revenueInSeveralCurrenciesIsNotAddedUp() throws IOException {
        outcome("N0", "UNDERVALUED", ",\"version\":2,\"revenueRecovered\":900,\"currency\":\"EUR\"");
        outcome("N4", "UNDERVALUED", ",\"version\":2,\"revenueRecovered\":100,\"currency\":\"KRW\"");

        assertThat(evaluate("2026-02-01", "2026-02-28").output())
                .contains("(no revenue: the amounts are in several currencies)")
                .doesNotContain("Revenue %");
    }

    @Test
    void readsCompressedFilesAndCountsLinesThatAreNoRecords() throws IOException {
        assessments.add(3, "{\"consignmentKey\":\"N1\"");
        assessments.add("{\"consignmentKey\":\"N1\"}");
        filings.add("{\"colour\":\"red\"}");

        CommandRun run = evaluate("2026-02-01", "2026-02-28");

        assertThat(run.exitCode()).isZero();
        assertThat(run.errors().lines())
                .hasSize(2)
                .anySatisfy(
                        line -> assertThat(line)
                                .contains(
                                        "assessments.jsonl.gz: 2 of 22 lines could not be read as assessments, left out; first line 4:"))
                .anySatisfy(line -> assertThat(line)
                        .contains("filings.jsonl: 1 of 51 lines could not be read as filings", "colour"));
    }

    @Test
    void saysWhenNothingMatchesAndShowsAKeyOfEach() throws IOException {
        assessments.replaceAll(line -> line.replace("\"N", "\"X-N"));

        CommandRun run = evaluate("2026-02-01", "2026-02-28");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo(
                        "portolan: no consignment was both assessed and examined: assessments=20 (for example 'X-N0'),"
                                + " examined consignments=50 (for example 'N0'); are the consignment keys made in the same way?\n");
    }

    @Test
    void saysWhenThePeriodIsEmptyAndWhatThereIs() throws IOException {
        CommandRun run = evaluate("2027-01-01", "2027-12-31");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .contains("was filed from 2027-01-01 to 2027-12-31: they were filed from 2026-02-01 to 2026-02-20");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        CommandRun run = evaluate("2026-02-01", "2026-02-28", "--outcomes", "nowhere.jsonl");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).isEqualTo("portolan: there is no such file: nowhere.jsonl\n");
    }

    @Test
    void refusesAPeriodThatEndsBeforeItStarts() throws IOException {
        CommandRun run = evaluate("2026-02-28", "2026-02-01");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("--from is after --to: from=2026-02-28, to=2026-02-01");
    }

    @Test
    void readsCsvThroughAMapping() throws IOException {
        Path rows = folder.resolve("declarations.csv");
        Files.writeString(rows, """
                Number,Day,Code,Origin,Found
                N0,2026-02-01,950300,CN,1
                N1,2026-02-02,950300,DE,0
                """);
        Path mapping = folder.resolve("mapping.yaml");
        Files.writeString(mapping, """
                zone: UTC
                columns:
                  Number: [transportDocument.number, filingId]
                  Day: {to: filedAt, date: yyyy-MM-dd}
                  Code: goodsItems[0].hs
                  Origin: goodsItems[0].countryOfOrigin
                constants:
                  transportMode: SEA
                  natureOfMovement: IMPORT
                consignmentKey: "{Number}"
                outcomes:
                  code: {column: Found, codes: {0: NOTHING_FOUND, 1: UNDERVALUED}}
                  examined: true
                  delay: P30D
                """);
        Path assessed = Files.write(folder.resolve("a.jsonl"), assessments);

        CommandRun run = CommandRun.of(
                new EvaluateCommand(),
                "--assessments",
                assessed.toString(),
                "--filings",
                rows.toString(),
                "--outcomes",
                rows.toString(),
                "--mapping",
                mapping.toString(),
                "--from=2026-02-01",
                "--to=2026-02-28");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .startsWith("2 consignments filed 2026-02-01 to 2026-02-28, assessed and examined; 1 offence,")
                .contains("(no row 'HS6 x origin x tax rate': no HS codes with duty rates in the filings)")
                .doesNotContain("Revenue");
    }

    @Test
    void withTheTruthAllAssessedConsignmentsCountAndSchemesAndLookalikesAreNamed() throws IOException {
        outcomes.removeIf(line -> line.contains("\"N"));
        Path truth = truth("""
                {"consignmentKey":"N0","scheme":"phoenix","revenue":300}
                {"consignmentKey":"N4","scheme":"rip_on","revenue":100}
                {"consignmentKey":"N1","scheme":null,"lookalike":"newcomer"}
                """);

        CommandRun run = evaluate("2026-02-01", "2026-02-28", "--truth", truth.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .startsWith("20 consignments filed 2026-02-01 to 2026-02-28, assessed; 2 offences, base rate 10.0 %")
                .containsPattern("(?m)^phoenix +1 +100 +100 +100 +100$")
                .containsPattern("(?m)^rip_on +1 +0.0 +0.0 +0.0 +0.0$")
                .containsPattern("(?m)^newcomer +1 +0.0 +0.0 +0.0 +100$")
                .contains("perfect 100");
        assertThat(run.output().lines().filter(line -> line.startsWith("the engine")))
                .singleElement()
                .asString()
                .contains("75.0 75.0 75.0 75.0");
    }

    @Test
    void probabilitiesAreCalibrated() throws IOException {
        assessments.replaceAll(line -> line.replace(
                "\"score\":99", "\"probability\":" + (line.contains("\"N0\"") ? "0.9" : "0.05") + ",\"score\":99"));
        Path json = folder.resolve("report.json");

        CommandRun run = evaluate("2026-02-01", "2026-02-28", "--json", json.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .contains("the engine, by score")
                .containsPattern("(?m)^5 to 10 % +19 +5.00 +5.26 +1.05$")
                .containsPattern("(?m)^70 to 100 % +1 +90.00 +100.00 +1.11$");
        assertThat(Files.readString(json)).contains("\"improvement\"").doesNotContain("NaN");
    }

    @Test
    void rankedByWhatIsAtStakeTheDearestLikelyOffenceComesFirst() throws IOException {
        // All are as likely; of the two offences N4 has all the duty there is.
        assessments.replaceAll(line -> line.replace(
                        "\"lane\"",
                        "\"stake\":{\"value\":" + (line.contains("\"N0\"") ? "900" : "10") + ",\"duty\":"
                                + (line.contains("\"N4\"") ? "100" : "0") + ",\"currency\":\"EUR\"},\"lane\"")
                .replace("\"score\":99", "\"probability\":0.5,\"score\":99"));

        assertThat(evaluate("2026-02-01", "2026-02-28").output())
                .containsPattern("(?m)^engine x duty at stake +100 +100 ")
                .containsPattern("(?m)^engine x value at stake +100 +100 ");
    }

    @Test
    void amountsAtStakeInSeveralCurrenciesAreNotCompared() throws IOException {
        assessments.replaceAll(line -> line.replace(
                "\"lane\"",
                "\"stake\":{\"value\":10,\"currency\":\"" + (line.contains("\"N0\"") ? "KRW" : "EUR")
                        + "\"},\"lane\""));

        assertThat(evaluate("2026-02-01", "2026-02-28").output())
                .doesNotContain("engine x")
                .contains("no rows by what is at stake: the assessments have it in several currencies, [EUR, KRW];");
    }

    @Test
    void saysWhichTruthIsMissingOrHoldsNothing() throws IOException {
        CommandRun missing = evaluate("2026-02-01", "2026-02-28", "--truth", "nowhere.jsonl");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.errors()).isEqualTo("portolan: there is no such file: nowhere.jsonl\n");

        CommandRun empty =
                evaluate("2026-02-01", "2026-02-28", "--truth", truth("").toString());
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.errors()).startsWith("portolan: there are no truths in the file");
    }

    @Test
    void asksForEverythingThatIsMissingAtOnce() {
        CommandRun run = CommandRun.of(new EvaluateCommand(), "--from", "2026-02-01");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .startsWith("Missing required options: --assessments=FILE, --filings=FILE,"
                        + " --outcomes=FILE or --truth=FILE, --to=DATE");
    }

    private Path truth(String lines) throws IOException {
        return Files.writeString(folder.resolve("truth.jsonl"), lines);
    }

    @Test
    void aCsvFileWithoutAMappingIsRefused() throws IOException {
        CommandRun run = evaluate(
                "2026-02-01",
                "2026-02-28",
                "--outcomes",
                folder.resolve("x.csv").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("x.csv");
    }

    private CommandRun evaluate(String from, String to, String... more) throws IOException {
        Path assessed = folder.resolve("assessments.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(assessed))) {
            out.write(String.join("\n", assessments).getBytes(StandardCharsets.UTF_8));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--assessments",
                assessed.toString(),
                "--filings",
                Files.write(folder.resolve("filings.jsonl"), filings).toString(),
                "--outcomes",
                Files.write(folder.resolve("outcomes.jsonl"), outcomes).toString(),
                "--from",
                from,
                "--to",
                to));
        arguments.addAll(List.of(more));
        return CommandRun.of(new EvaluateCommand(), arguments.toArray(new String[0]));
    }

    private void filing(String key, String day, String origin) {
        filings.add("{\"consignmentKey\":\"" + key + "\",\"filedAt\":\"" + day
                + "T09:00:00Z\",\"transportMode\":\"SEA\","
                + "\"natureOfMovement\":\"IMPORT\",\"transportDocument\":{\"number\":\"" + key + "\"},\"routing\":[],"
                + "\"goodsItems\":[{\"seq\":1,\"hs\":\"950300\",\"countryOfOrigin\":\"" + origin + "\","
                + "\"value\":{\"amount\":1000,\"currency\":\"EUR\"},\"duty\":{\"ratePercent\":4.7}}]}");
    }

    private void outcome(String key, String code, String more) {
        outcomes.add("{\"consignmentKey\":\"" + key + "\",\"code\":\"" + code
                + "\",\"reportedAt\":\"" + (key.startsWith("P") ? "2026-01-31" : "2026-03-31")
                + "T12:00:00Z\",\"examined\":true" + more + "}");
    }

    private void assessment(String key, double score) {
        assessments.add("{\"assessmentId\":\"1\",\"consignmentKey\":\"" + key + "\",\"score\":" + score
                + ",\"threats\":[{\"threat\":\"revenue\",\"score\":99,\"contributions\":[]}],\"lane\":\"RED\"}");
    }

    private static String two(int day) {
        return day < 10 ? "0" + day : Integer.toString(day);
    }
}
