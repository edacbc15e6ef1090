// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /**
     * Examples with the scores that they come to now. What else of them no longer holds is left: a lane, or who fires,
     * is what a person expects.
     *
     * @param issues why the rule set is refused with them
     * @return null where none of the issues is a score
     */
    public static @Nullable String scored(RuleText examples, List<RuleIssue> issues) {
        String[] lines = examples.text().split("\n", -1);
        boolean any = false;
        for (RuleIssue issue : issues) {
            Double score = Examples.foundInstead(issue.message());
            if (score != null && examples.file().equals(issue.file())) {
                String line = lines[issue.line() - 1];
                int from = line.offsetByCodePoints(0, issue.column() - 1);
                int to = from;
                while (to < line.length() && "+-.0123456789".indexOf(line.charAt(to)) >= 0) {
                    to++;
                }
                lines[issue.line() - 1] = line.substring(0, from) + Bits.show(score) + line.substring(to);
                any = true;
            }
        }
        return any ? String.join("\n", lines) : null;
    }
}
