// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of all examples beside a rule set.
 *
 * @param results one an example, in the order of the text
 * @param issues everything that is wrong, also outside of examples
 */
public record ExampleRun(List<ExampleResult> results, List<RuleIssue> issues) {
    public ExampleRun {
        results = List.copyOf(results);
        issues = List.copyOf(issues);
    }

    /** Runs examples on a rule set without faults. */
    public static ExampleRun of(RuleSet ruleSet, RuleText examples) {
        return Examples.run(
                examples,
                ruleSet,
                ruleSet.threats().stream().map(Threat::name).collect(Collectors.toSet()),
                ruleSet.rules().stream().map(Rule::id).collect(Collectors.toSet()));
    }
}
