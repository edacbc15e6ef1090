// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.CommandRun;

class EvaluateFitCommandTest {
    private static final String RULES = """
            name: test
            version: 1
            why: for a test
            threats:
              revenue:
                prior: -6.0
                lanes: {red: -1.0, yellow: -2.0, blue: -3.0}
              narcotics:
                prior: -8.0
                lanes: {red: -1.0, yellow: -2.0, blue: -3.0}
            rules:
              - id: refiled
                threats: [revenue]
                when: cancel_and_refile
                bits: 1.0
                why: it came back
              - id: port
                threats: [revenue, narcotics]
                when: port_exposure
                bits: 0.5
                why: from such a port
              - id: heavy
                threats: [revenue]
                when: consignment.massKg > 1000.0
                bits: 0.5
                why: heavy
            """;

    @TempDir
    private Path directory;

    @Test
    void suggestsBitsAndPriorsAndShowsWhatTheyAreWorth() throws IOException {
        rules(RULES);
        Path readings = readings("readings.csv", "2025-03-01");

        CommandRun run = run(readings, "--kinds", "narcotics=rip_on");

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output().lines())
                .anyMatch(line -> line.startsWith("revenue: prior -6.00 as written, "))
                // 40 of 50 are offences where it fires, of the others 4 in 950: log2(4) - log2(4 / 946) = 9.9, held
                // down.
                .anyMatch(line -> line.matches("  refiled +50 +40 +1\\.00 +[789]\\.\\d\\d +[789]\\.\\d\\d"))
                .anyMatch(line -> line.matches("  port +100 +20 +0\\.50 +[4-9]\\.\\d\\d .*"))
                .anyMatch(line -> line.endsWith("read more than readings: heavy"))
                .anyMatch(line -> line.contains("1,000 consignments, 64 offences"))
                .anyMatch(line -> line.matches("  rip_on \\(20\\) +0\\.\\d+ +0\\.\\d+"));
        assertThat(run(readings, "--kinds", "narcotics=rip_on").output()).isEqualTo(run.output());
    }

    @Test
    void takesEveryKindAsAnOffenceOfTheOverallThreat() throws IOException {
        rules(RULES.replace(
                "threats:\n  revenue:",
                "threats:\n  any:\n    overall: true\n    prior: -5.0\n    lanes: {red: -1.0,"
                        + " yellow: -2.0, blue: -3.0}\n  revenue:"));

        CommandRun run = run(readings("readings.csv", "2025-03-01"), "--kinds", "narcotics=rip_on");

        assertThat(run.errors()).isEmpty();
        List<String> ports =
                run.output().lines().filter(line -> line.startsWith("  port ")).toList();
        // 64 offences in all, 20 of them narcotics'.
        assertThat(ports).hasSize(3);
        assertThat(ports.get(0)).matches("  port +100 +(6\\d|[2-6]\\d) .*");
        assertThat(ports.get(2)).matches("  port +100 +20 .*");
    }

    @Test
    void countsTheDaysAskedForAndChecksAnotherFile() throws IOException {
        rules(RULES);
        Path readings = readings("readings.csv", "2025-03-01");
        Path later = readings("later.csv", "2025-05-01");

        CommandRun run =
                run(readings, "--kinds", "narcotics=rip_on", "--from", "2025-03-01", "--check", later.toString());

        assertThat(run.output()).contains("readings.csv: 1,000 consignments").contains("later.csv: 1,000 consignments");
        assertThat(run(readings, "--kinds", "narcotics=rip_on", "--from", "2025-03-02")
                        .errors())
                .startsWith("evaluate fit: nothing to fit: threat=revenue, consignments=0");
    }

    @Test
    void saysWhatItCannotWorkWith() throws IOException {
        Path readings = readings("readings.csv", "2025-03-01");
        assertThat(run(readings).errors()).startsWith("evaluate fit: no rule set to fit: file=");
        rules("name: [");
        assertThat(run(readings).errors()).startsWith("evaluate fit: the rule set is refused: ");
        rules(RULES);
        assertThat(run(readings).errors())
                .startsWith("evaluate fit: nothing to fit: threat=narcotics, consignments=1,000, offences=0; say which"
                        + " kinds are its offences: --kinds narcotics=KIND,KIND");
        assertThat(run(readings, "--kinds", "piracy=rip_on").errors())
                .startsWith("evaluate fit: the rule set has no such threat: --kinds piracy");
        assertThat(run(readings, "--kinds", "narcotics=rip_on", "--kinds", "revenue=rip_on")
                        .errors())
                .startsWith("evaluate fit: one kind belongs to one threat: kind=rip_on");
        assertThat(run(readings, "--penalty", "0").errors())
                .startsWith("evaluate fit: --penalty is not a number above 0");
        Path other = directory.resolve("other.csv");
        Files.writeString(other, "a,b\n1,2\n");
        assertThat(run(other, "--kinds", "narcotics=rip_on").errors())
                .startsWith("evaluate fit: not a file of readings: file=");
        Files.writeString(other, "consignmentKey,filedAt,offence,scheme\nK,2025-03-01T00:00:00Z,perhaps,\n");
        CommandRun bad = run(other, "--kinds", "narcotics=rip_on");
        assertThat(bad.errors()).contains("line=2, offence is neither 0 nor 1: 'perhaps'");
        assertThat(bad.exitCode()).isEqualTo(2);
    }

    @Test
    void readsWhatTheReadingsReportWrites() throws Exception {
        Path file = directory.resolve("quoted.csv");
        Files.writeString(
                file,
                "consignmentKey,filedAt,offence,scheme,lookalike,revenue,score,probability,port_exposure,cash,vgm_mismatch\n"
                        + "\"A,\"\"B\"\"\",2025-03-01T00:00:00Z,1,,,,-7.5,0.01,1,3,\n");
        List<ReadingsFile.Row> rows = new ArrayList<>();

        List<String> unknown = ReadingsFile.read(file, rows::add);

        assertThat(unknown).containsExactly("cash");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).consignmentKey()).isEqualTo("A,\"B\"");
        assertThat(rows.get(0).label()).isEqualTo(new Label("offence", null, Double.NaN));
        assertThat(rows.get(0).readings().values()).containsExactly(1.0);
    }

    private void rules(String text) throws IOException {
        Files.writeString(directory.resolve("ruleset.yaml"), text);
    }

    /**
     * A thousand: fifty filed again, of which forty are offences; a hundred from a port, of which twenty are of drugs.
     */
    private Path readings(String name, String day) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("consignmentKey,filedAt,offence,scheme,lookalike,revenue,score,probability,cancel_and_refile,"
                + "port_exposure");
        for (int i = 0; i < 1_000; i++) {
            boolean refiled = i < 50;
            boolean port = i >= 100 && i < 200;
            String scheme = i < 40 || i >= 996 ? "cancel_refile" : i >= 100 && i < 120 ? "rip_on" : "";
            lines.add("K" + i + "," + day + "T08:00:00Z," + (scheme.isEmpty() ? 0 : 1) + "," + scheme + ",,,-6,0.02,"
                    + (refiled ? 1 : "") + "," + (port ? 1 : 0));
        }
        return Files.write(directory.resolve(name), lines);
    }

    private CommandRun run(Path readings, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--readings", readings.toString(), "--rules", directory.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(new EvaluateFitCommand(), arguments.toArray(new String[0]));
    }
}
