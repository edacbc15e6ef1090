// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

class WaitingDraftsTest {
    @TempDir
    private Path folder;

    private static String text(String name, int version, int bits) {
        return """
                name: %s
                version: %d
                why: w
                threats: {offence: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}, overall: true}}
                rules:
                  - {id: r, when: port_exposure, bits: %d, why: w}
                """.formatted(name, version, bits);
    }

    private static RuleSet compiled(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    private Path draft(String called, String text, boolean isWhole) throws Exception {
        Path draft = Files.createDirectory(folder.resolve(called));
        Files.writeString(draft.resolve("ruleset.yaml"), text);
        if (isWhole) {
            Files.writeString(draft.resolve("evidence.txt"), "w");
        }
        return draft;
    }

    @Test
    void noTwoHaveOneVersionThoughNobodySignedTheFirst() throws Exception {
        RuleSet today = compiled(text("port", 4, 1));
        assertThat(new WaitingDrafts(null).next(today)).isEqualTo(5);
        assertThat(new WaitingDrafts(folder.resolve("none")).next(today)).isEqualTo(5);

        draft("a", text("port", 5, 2), true);
        draft("b", text("other", 9, 2), true);
        draft("c", "cut sh", false);
        assertThat(new WaitingDrafts(folder).next(today)).isEqualTo(6);

        assertThat(new WaitingDrafts(folder).next(compiled(text("port", 8, 1))))
                .as("signed ones are in force")
                .isEqualTo(9);
    }

    @Test
    void theSameWaitsUnderWhateverVersion() throws Exception {
        draft("a", text("port", 5, 2), true);
        Path second = draft("b", text("port", 6, 3), true);
        WaitingDrafts waiting = new WaitingDrafts(folder);

        assertThat(waiting.same(version -> compiled(text("port", version, 3)))).isEqualTo(second);
        assertThat(waiting.same(version -> compiled(text("port", version, 4)))).isNull();
    }

    @Test
    void oneOfWhichNobodyKnowsTheVersionIsNamed() throws Exception {
        draft("a", "cut sh", true);

        assertThatThrownBy(() -> new WaitingDrafts(folder))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("ruleset.yaml");
    }
}
