package portolan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void saysWhenThereAreNoExamples() throws IOException {
        Files.writeString(folder.resolve("ruleset.yaml"), RULES);

        assertThat(CommandRun.of(new RulesCommand(), "check", folder.toString()).output())
                .contains("1 rule, no examples beside it, hash");
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
                .isEqualTo("no rule set to check: there is no file " + folder.resolve("ruleset.yaml") + "\n");
    }

    @Test
    void rulesAloneIsBadUsage() {
        CommandRun run = CommandRun.of(new RulesCommand());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("say what to do with the rules").contains("check");
    }
}
