// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.CommandRun;

class RulesForgetCommandTest {
    private static final String RULES = """
            name: harbour
            version: 7
            why: for tests
            learning: {prior: 60, most: 4.0}
            threats:
              any: {prior: -6, overall: true, lanes: {red: 0, yellow: -2, blue: -4}}
              narcotics: {prior: -6.5, adopted: 2026-01-31, lanes: {red: 0, yellow: -2, blue: -4}}
            rules:
              - id: heavy
                threats: [narcotics]
                when: consignment.massKg > 9.0
                bits: 5
                adopted: {any: {before: 2026-01-31, bits: -1}, narcotics: {before: 2026-01-31, bits: -1.5}}
                why: heavy
              - {id: light, threats: [narcotics], when: consignment.massKg < 1.0, bits: 1, why: light}
            """;

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void rules() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("rules")).resolve("ruleset.yaml"), RULES);
    }

    private CommandRun forget(String... what) {
        List<String> arguments = new ArrayList<>(List.of(what));
        arguments.addAll(List.of(
                "--before",
                "2026-03-01",
                "--why",
                "the tip was wrong",
                "--rules",
                folder.resolve("rules").toString(),
                "--out",
                folder.resolve("draft").toString()));
        return CommandRun.of(new RulesForgetCommand(), arguments.toArray(new String[0]));
    }

    private String draft() throws IOException {
        return Files.readString(folder.resolve("draft/ruleset.yaml"));
    }

    @Test
    void inspectionsBeforeTheDayMoveTheRuleNoMoreAndNorDoesWhatWasAdopted() throws IOException {
        CommandRun run = forget("heavy", "light", "prior");

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        String none = "{before: 2026-03-01, bits: 0}";
        assertThat(draft())
                .isEqualTo(RULES.replace("version: 7", "version: 8")
                        .replace(
                                "why: for tests",
                                "why: 'Forgets what was found before 2026-03-01 of heavy, light, prior: the tip was"
                                        + " wrong'")
                        .replace("prior: -6, overall: true,", "prior: -6, overall: true, adopted: 2026-03-01,")
                        .replace("adopted: 2026-01-31, lanes", "adopted: 2026-03-01, lanes")
                        .replace(
                                "{any: {before: 2026-01-31, bits: -1}, narcotics: {before: 2026-01-31, bits: -1.5}}",
                                "{any: " + none + ", narcotics: " + none + "}")
                        .replace("why: light}", "adopted: {any: " + none + ", narcotics: " + none + "}, why: light}"));
    }

    @Test
    void ofOneThreatAloneTheOthersKeepWhatTheyLearned() throws IOException {
        CommandRun run = forget("heavy", "prior", "--threat", "narcotics");

        assertThat(run.errors()).isEmpty();
        assertThat(draft())
                .contains("any: {before: 2026-01-31, bits: -1}, narcotics: {before: 2026-03-01, bits: 0}")
                .contains("any: {prior: -6, overall: true, lanes");
    }

    @Test
    void refusesWhatIsNotThere() {
        CommandRun rule = forget("heavvy");
        assertThat(rule.exitCode()).isEqualTo(2);
        assertThat(rule.errors()).contains("no such rule: id=heavvy, rule set=harbour version 7");

        CommandRun threat = forget("heavy", "--threat", "drugs");
        assertThat(threat.errors()).contains("no such threat: name=drugs, expected one of [any, narcotics]");
        assertThat(folder.resolve("draft")).doesNotExist();
    }

    @Test
    void neverWritesOverAFolder() throws IOException {
        Files.createDirectories(folder.resolve("draft"));
        assertThat(forget("heavy").errors()).contains("name another");
    }
}
