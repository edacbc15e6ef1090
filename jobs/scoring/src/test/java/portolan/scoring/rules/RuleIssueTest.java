// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RuleIssueTest {
    @Test
    void showsTheLineThatItIsAboutOrThePlaceInWords() {
        assertThat(new RuleIssue("ruleset.yaml", 7, 3, "unknown key", "  nmae: x").render())
                .isEqualTo("ruleset.yaml:7:3: unknown key\n      nmae: x\n      ^");
        assertThat(RuleIssue.at("rulesets.published, partition 0, offset 9, approve baseline v4", "not signed")
                        .render())
                .isEqualTo("rulesets.published, partition 0, offset 9, approve baseline v4: not signed");
    }

    @Test
    void aLineHasAColumn() {
        assertThatThrownBy(() -> new RuleIssue("ruleset.yaml", 1, 0, "wrong", ""))
                .hasMessageContaining("a line and a column from 1, or neither: file=ruleset.yaml, line=1, column=0");
    }
}
