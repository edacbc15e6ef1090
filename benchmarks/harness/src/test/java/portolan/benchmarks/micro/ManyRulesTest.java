// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Verdict;

/** What is measured is what it says. */
class ManyRulesTest {
    private static final List<MeasuredCase> MEASURED = MeasuredCase.lastOf(1_000, 200);

    /** As many as {@code bench rules} goes up to: an engine that refuses them says so only after minutes. */
    @Test
    void theMostRulesAreWithinTheLanguagesBounds() {
        assertThat(ManyRules.compiled(ManyRules.text(2_000)).rules()).hasSize(2_000);
    }

    @Test
    void firesOnTheFeedAsTheBaselineDoes() {
        assertThat(fired(ManyRules.compiled(ManyRules.text(200)))).isPositive();
    }

    @Test
    void neverFiresWhenSilent() {
        assertThat(fired(ManyRules.compiled(ManyRules.text(200, 0, ManyRules.Others.TRIED))))
                .isZero();
        assertThat(fired(ManyRules.compiled(ManyRules.text(200, 0, ManyRules.Others.ELSEWHERE))))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void soManyFireForEveryConsignmentAndNoOther(ManyRules.Others others) {
        RuleSet ruleSet = ManyRules.compiled(ManyRules.text(500, 10, others));

        assertThat(ruleSet.rules()).hasSize(500);
        for (MeasuredCase each : MEASURED) {
            Set<String> fired = new HashSet<>();
            ruleSet.judge(Facts.of(each.readings(), each.event().live()), DayOfWeek.MONDAY)
                    .forEach(verdict -> verdict.shares().forEach(share -> fired.add(share.name())));
            assertThat(fired).filteredOn(name -> name.startsWith("rule-")).hasSize(10);
        }
    }

    /** The longest texts that {@code bench rules} makes. */
    @ParameterizedTest
    @EnumSource
    void theMostRulesOfWhichSomeApplyAreWithinTheLanguagesBounds(ManyRules.Others others) {
        assertThat(ManyRules.compiled(ManyRules.text(2_000, 10, others)).rules())
                .hasSize(2_000);
    }

    private static long fired(RuleSet ruleSet) {
        assertThat(ruleSet.rules()).hasSize(200);
        assertThat(MEASURED).hasSize(200);
        return MEASURED.stream()
                .flatMap(each ->
                        ruleSet.judge(Facts.of(each.readings(), each.event().live()), DayOfWeek.MONDAY).stream())
                .map(Verdict::shares)
                .filter(shares -> shares.size() > 1)
                .count();
    }
}
