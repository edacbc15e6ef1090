// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.console.CommandRun;
import portolan.console.screen.Confirmation;

class OutcomesReportCommandTest {
    private static final String KEY = "MAEU:260000001:2026";

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void aDryRunPrintsTheRecordAndPublishesNothing() {
        CommandRun run = run(KEY, "misdeclared-goods", "--recovered", "1250.5", "--currency", "EUR", "--dry-run");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .contains("\"consignmentKey\":\"" + KEY + "\",\"code\":\"MISDECLARED_GOODS\"")
                .contains("\"reportedAt\":\"2026-03-02T12:00:00Z\",\"examined\":true,\"version\":1")
                .contains("\"revenueRecovered\":1250.5,\"currency\":\"EUR\"");
    }

    @Test
    void whatChoseItForInspectionIsReportedWithIt() {
        CommandRun drawn =
                run(KEY, "nothing-found", "--selected-by", "random", "--selected-share", "0.02", "--dry-run");
        assertThat(drawn.output()).as(drawn.errors()).contains("\"selectedBy\":\"RANDOM\",\"selectedShare\":0.02");
        CommandRun chosen = run(
                KEY,
                "undervalued",
                "--selected-by",
                "engine",
                "--selected-lane",
                "red",
                "--selected-rule-set",
                "0123abc",
                "--dry-run");
        assertThat(chosen.output())
                .as(chosen.errors())
                .contains("\"selectedBy\":\"ENGINE\",\"selectedLane\":\"RED\",\"selectedRuleSet\":\"0123abc\"");
        assertThat(run(KEY, "undervalued", "--selected-by", "unknown", "--dry-run")
                        .output())
                .contains("\"selectedBy\":\"UNKNOWN\"");
        assertThat(run(KEY, "undervalued", "--dry-run").output()).doesNotContain("selectedBy");
    }

    @Test
    void allFaultsAreToldAtOnceWithTheNameThatWasMeant() {
        CommandRun run =
                run(KEY, "NOTHING_FUOND", "--tenant", " ", "--recovered", "x", "--reported-at", "noon", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .contains(
                        "unknown code 'NOTHING_FUOND'; did you mean 'NOTHING_FOUND'?",
                        "recovered must be a number",
                        "reported-at must be a time",
                        "tenant is blank",
                        "nothing published: 4 faults");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_EXAMINED | NOT_EXAMINED needs a reason",
                "NOTHING_FOUND --reason NO_CAPACITY | a reason goes with NOT_EXAMINED only",
                "SMUGGLED_GOODS --goods-kind WASTE | a goods kind goes with PROHIBITED_GOODS only",
                "UNDERVALUED --recovered 5 | recovered needs its currency",
                "UNDERVALUED --currency EUR | a currency goes with an amount recovered only",
                "UNDERVALUED --recovered 5 --currency EURO | currency must be one of ISO 4217",
                "UNDERVALUED --recovered -5 --currency EUR | recovered must not be negative",
                "UNDERVALUED --recovered 1e999999999 --currency EUR | at most 16 digits before the point",
                "NOTHING_FOUND --recovered 5 --currency EUR | nothing is recovered where nothing was found",
                "NOTHING_FOUND --reported-at 2026-03-05T00:00:00Z | reportedAt lies ahead",
                "NOTHING_FOUND --reported-at 1989-03-05T00:00:00Z | must not lie before 1990",
                "NOT_EXAMINED --reason no-capacty | did you mean 'NO_CAPACITY'?",
                "NOTHING_FOUND --selected-by ofcer | did you mean 'OFFICER'?",
                "NOTHING_FOUND --selected-by RANDOM --selected-share 2 | selectedShare must be above 0 and at most 1",
                "NOTHING_FOUND --selected-by TIP --selected-share 0.5 | selectedShare goes with RANDOM only",
                "NOTHING_FOUND --selected-lane RED | selectedLane and selectedRuleSet go with ENGINE only",
            })
    void whatACodeRequiresOrForbids(String arguments, String fault) {
        CommandRun run = run((KEY + " " + arguments + " --dry-run").split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains(fault, "nothing published: 1 fault");
    }

    @Test
    void oneBadLineOfAFileRefusesAllOfThemByPlace() throws IOException {
        Path file = Files.writeString(directory.resolve("outcomes.jsonl"), """
                {"consignmentKey":"A:1:2026","code":"NOTHING_FOUND","reportedAt":"2026-03-01T00:00:00Z"}
                {"consignmentKey":"A:2:2026","code":"NOTHING_FUOND","reportedAt":"2026-03-01T00:00:00Z"}
                {"consignmentKey":"A:3:2026","code":"NOT_EXAMINED","reportedAt":"2026-03-01T00:00:00Z"}
                """);

        CommandRun run = run("--file", file.toString(), "--dry-run");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .contains(
                        "outcomes.jsonl:2: ",
                        "did you mean 'NOTHING_FOUND'?",
                        "outcomes.jsonl:3: NOT_EXAMINED needs a reason",
                        "nothing published: 2 faults");
    }

    @Test
    void aFileAndAKeyOrNeitherIsBadUsage() {
        assertThat(run("--file", "x.jsonl", "--tenant", "t", "--dry-run").errors())
                .contains("With --file the lines say everything: leave out 't'");
        assertThat(run("--dry-run").errors()).contains("Missing KEY and CODE, or --file");
        assertThat(run(KEY, "NOTHING_FOUND").errors()).contains("Missing required option: '--bootstrap=HOST:PORT'");
        assertThat(run("--file", directory.resolve("none").toString(), "--dry-run"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.errors()).contains("cannot read the outcomes"));
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.of(
                new OutcomesReportCommand(
                        Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC),
                        question -> Confirmation.Answer.NOBODY),
                arguments);
    }
}
