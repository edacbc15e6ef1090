// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.reading.Indicator;
import portolan.scoring.rules.Rule;

final class RuleTextsTest {
    private static final String FIFTY = RuleTexts.bundled("fifty");

    @Test
    void fiftyRulesReadNothingButTheMemoryOfTheShipper() {
        List<Rule> rules = RuleTexts.compiled(FIFTY).rules();

        assertThat(rules).hasSize(50);
        Set<Indicator> read = new TreeSet<>();
        rules.forEach(rule -> read.addAll(rule.readings()));
        assertThat(read)
                .noneMatch(Indicator::isPart)
                .allMatch(indicator -> indicator.definition().state().contains("shipper"));
        assertThat(read).hasSizeGreaterThan(15);
    }

    @Test
    void aSetOfOneMemoryIsNamedOrLiesInADirectory(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("ruleset.yaml"), "own");

        assertThat(RuleTexts.ofOneMemory(null)).isEqualTo(FIFTY);
        assertThat(RuleTexts.ofOneMemory("fifty")).isEqualTo(FIFTY);
        assertThat(RuleTexts.ofOneMemory("trivial")).isEqualTo(RuleTexts.bundled("trivial"));
        assertThat(RuleTexts.ofOneMemory(directory.toString())).isEqualTo("own");
        assertThatThrownBy(() -> RuleTexts.ofOneMemory("sixty"))
                .hasMessageContaining("sixty")
                .hasMessageContaining("[fifty, trivial]");
    }

    @Test
    void theTrivialSetHasOneRule() {
        assertThat(RuleTexts.compiled(RuleTexts.bundled("trivial")).rules()).hasSize(1);
    }
}
