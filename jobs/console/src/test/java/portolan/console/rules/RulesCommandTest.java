// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.console.CommandRun;

class RulesCommandTest {
    private static final String RULES = """
            name: tiny
            version: 3
            why: for tests
            threats:
              narcotics:
                prior: -6
                lanes: {red: 0, yellow: -2, blue: -4}
            rules:
              - id: first-time-shipper
                threats: [narcotics]
                when: first_time_shipper
                bits: 2
                why: the shipper has never filed before
            """;
    private static final String EXAMPLES = """
            examples:
              - name: a new shipper
                readings: {first_time_shipper: true}
                expect:
                  narcotics: {lane: blue, score: -4}
            """;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void acceptsARuleSetAndSaysWhatItIs() throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), RULES);
        Files.writeString(folder.resolve("examples.yaml"), EXAMPLES);

        CommandRun run = CommandRun.of(new RulesCommand(), "check", folder.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).matches("ok: tiny version 3, 1 threat, 1 rule, 1 example passed, hash [0-9a-f]{64}\n");
        assertThat(run.exitCode()).isZero();
    }

    /** As somebody signed it for release 0.2.0: whatever it says. */
    @ParameterizedTest
    @ValueSource(strings = {"{prior: 60, most: 4.0}", "off", "{most: much}"})
    void aSectionOfLearningIsTakenAndMeansNothing(String section) throws IOException {
        Files.writeString(
                folder.resolve("ruleset.yaml"), RULES.replace("threats:\n", "learning: " + section + "\nthreats:\n"));

        CommandRun run = CommandRun.of(new RulesCommand(), "check", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).startsWith("ok: tiny version 3, ");
        assertThat(run.errors())
                .isEqualTo(
                        "warning: 'learning' means nothing any more, as nothing moves live unsigned: leave it out, and"
                                + " see what portolan rules learn proposes\n");
    }

    /** Edited by hand since it was measured, or written by somebody who measured nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"weights: '0123456789ab'", ""})
    void sharesOfOtherWeightsAreTakenWithAWarning(String weights) throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), """
                name: tiny
                version: 3
                why: for tests
                threats: {offence: {overall: true, prior: -6, lanes: {red: 0, yellow: -2, blue: -4}}}
                told:
                  inspections: 800
                  finds: 60
                  WEIGHTS
                  shares:
                    - {score: -4, share: 0.05, low: 0.03, high: 0.08}
                    - {score: 0, share: 0.11, low: 0.07, high: 0.16}
                rules:
                  - {id: first, when: first_time_shipper, bits: 2, why: new}
                """.replace("WEIGHTS", weights));

        CommandRun run = CommandRun.of(new RulesCommand(), "check", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).startsWith("warning: 'told' is of other weights than the text now has");
    }

    @ParameterizedTest
    @CsvSource({
        "'share: 0.25, toll: 1', ''",
        "'share: 0.5, toll: 1', '; a share of 0.5 follows one of 0.25'",
    })
    void saysThatWhatFindsTaughtJudgesAsAShadowFirst(String second, String more) throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), """
                name: tiny
                version: 3
                why: for tests
                threats: {offence: {overall: true, prior: -6, lanes: {red: 0, yellow: -2, blue: -4}}}
                rules:
                  - {id: first, when: first_time_shipper, bits: 2, why: new}
                second: {SECOND}
                """.replace("SECOND", second));

        CommandRun run = CommandRun.of(new RulesCommand(), "check", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.errors())
                .isEqualTo("warning: finds taught some of it, so it judges as a shadow for a day before it is put in"
                        + " force: 'portolan rules activate tiny 3 --shadow', then look at 'portolan rules shadows'"
                        + more
                        + "\n");
    }

    @Test
    void saysWhenThereAreNoExamples() throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), RULES);

        assertThat(CommandRun.of(new RulesCommand(), "check", folder.toString()).output())
                .contains("1 rule, no examples, hash");
    }

    @Test
    void printsEveryFaultWithItsPlaceAndTheirNumber() throws IOException {
        Files.writeString(
                folder.resolve("ruleset.yaml"),
                RULES.replace("version: 3", "version: none").replace("when: first_time_shipper", "when: first_time"));
        Files.writeString(folder.resolve("examples.yaml"), EXAMPLES.replace("narcotics", "narcotic"));

        CommandRun run = CommandRun.of(new RulesCommand(), "check", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .contains("ruleset.yaml:2:10: ", "ruleset.yaml:11:", "examples.yaml:5:")
                .endsWith("refused: 3 faults\n");
    }

    @Test
    void saysWhichFileIsMissing() {
        CommandRun run = CommandRun.of(new RulesCommand(), "check", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo("portolan: no rule set: there is no file " + folder.resolve("ruleset.yaml") + "\n");
    }

    @Test
    void printsALineForEachExample() throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), RULES);
        Files.writeString(folder.resolve("examples.yaml"), EXAMPLES);

        CommandRun run = CommandRun.of(new RulesCommand(), "examples", folder.toString());

        assertThat(run.output()).isEqualTo("passed  a new shipper\n1 example: 1 passed, 0 failed\n");
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void saysWhatCameInsteadAndWhy() throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), RULES);
        Files.writeString(folder.resolve("examples.yaml"), EXAMPLES + """
                  - name: a shipper of whom nothing is known
                    readings: {port_exposure: true}
                    expect:
                      narcotics: {lane: red, fires: [first-time-shipper]}
                """);

        CommandRun run = CommandRun.of(new RulesCommand(), "examples", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).isEmpty();
        assertThat(run.output().replace(folder + "/", "")).isEqualTo("""
                passed  a new shipper
                FAILED  a shipper of whom nothing is known
                        examples.yaml:9:25: narcotics: expected lane red, found green (score -6 bits = prior -6)
                        examples.yaml:9:37: narcotics: first-time-shipper does not fire (absent: first_time_shipper)
                          first-time-shipper: absent: first_time_shipper
                2 examples: 1 passed, 1 failed
                """);
    }

    @Test
    void runsNoExamplesOfARuleSetWithFaultsOrWithout() throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), RULES);
        assertThat(CommandRun.of(new RulesCommand(), "examples", folder.toString())
                        .errors())
                .isEqualTo("no examples to run: there is no file " + folder.resolve("examples.yaml") + "\n");

        Files.writeString(folder.resolve("examples.yaml"), "examples: [\n");
        CommandRun broken = CommandRun.of(new RulesCommand(), "examples", folder.toString());
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.errors()).contains("examples.yaml:2:1: not YAML");

        Files.writeString(folder.resolve("ruleset.yaml"), RULES.replace("bits: 2", "bits: many"));
        CommandRun faulty = CommandRun.of(new RulesCommand(), "examples", folder.toString());
        assertThat(faulty.exitCode()).isEqualTo(2);
        assertThat(faulty.errors())
                .contains("unknown reading 'many'")
                .endsWith("no examples run: the rule set has 1 fault\n");
    }

    @Test
    void refusesAFileOfFiveMegabytesUnread() throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), "# " + "x".repeat(5_000_000));

        CommandRun run = CommandRun.of(new RulesCommand(), "check", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .contains("file is too large: ")
                .endsWith(
                        "bytes=5000002, expected at most 1048576 characters; a list that long belongs in a watch list\n");
    }

    @Test
    void showsWhatARuleSetChangesByRule() throws IOException {
        CommandRun run = diff(RULES.replace("bits: 2", "bits: 2.5")
                        .replace("version: 3", "version: 4")
                        .replace("red: 0", "red: 0.5")
                + """
              - id: exposed-port
                threats: [narcotics]
                when: port_exposure
                bits: 1
                why: from an exposed port
            """);

        assertThat(run.exitCode()).isZero();
        assertThat(run.output().replaceAll("[0-9a-f]{12}", "HASH")).isEqualTo("""
                tiny version 3 (HASH)  ->  tiny version 4 (HASH)

                changed  threat narcotics
                  lanes      red 0, yellow -2, blue -4  ->  red 0.5, yellow -2, blue -4

                changed  rule first-time-shipper
                  bits       2  ->  2.5

                added    rule exposed-port
                  threats    narcotics
                  when       port_exposure
                  bits       1
                  why        from an exposed port

                3 changes, 3 of what is scored
                """);
    }

    @Test
    void saysWhenNothingChangesWhatIsScored() throws IOException {
        assertThat(diff(RULES.replace("why: the shipper", "why: a shipper that"))
                        .output())
                .contains("changed  rule first-time-shipper  (changes no score)\n", "  (not scored)\n")
                .endsWith("\n1 change, nothing changes what is scored\n");
        assertThat(diff(RULES + "# a comment\n").output()).endsWith("\n0 changes, nothing changes what is scored\n");
        assertThat(diff(RULES).output()).endsWith("\nthe same text, nothing changes what is scored\n");
    }

    @Test
    void comparesNothingWithFaults() throws IOException {
        CommandRun run = diff(RULES.replace("bits: 2", "bits: many"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).contains("unknown reading 'many'");
    }

    private CommandRun diff(String after) throws IOException {
        Path next = Files.createDirectories(folder.resolve("next"));
        Files.writeString(folder.resolve("ruleset.yaml"), RULES);
        Files.writeString(next.resolve("ruleset.yaml"), after);
        return CommandRun.of(new RulesCommand(), "diff", folder.toString(), next.toString());
    }

    @Test
    void rulesAloneIsBadUsage() {
        CommandRun run = CommandRun.of(new RulesCommand());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("say a command, one of: ").contains("check");
    }
}
