// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import portolan.scoring.second.WrittenOpinion;

/** {@code deploy/rules/primed} is the baseline's next version, with a prior over declared memories. */
class PrimedRuleSetTest {
    @Test
    void isTheBaselineAndCurvesOverMemories() throws Exception {
        String text = Files.readString(Path.of("../../deploy/rules/primed/ruleset.yaml"));
        RuleSet primed = ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
        RuleSet baseline = BaselineRuleSet.compiled();

        assertThat(RuleSetChanges.between(baseline, primed).changes())
                .hasSizeGreaterThan(50)
                .allSatisfy(change -> {
                    assertThat(change.kind()).isEqualTo(RuleSetChanges.Kind.ADDED);
                    assertThat(change.part()).matches("memory .*|(group|rule) " + WrittenOpinion.PRIOR + ".*");
                });
        assertThat(primed.version()).isEqualTo(baseline.version() + 1);
    }
}
