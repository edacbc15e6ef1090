// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.stream.Collectors;

/** What became of a text: a rule set, or everything that is wrong with it. */
public sealed interface Compiled {
    /** A text without faults whose examples all hold. */
    record Accepted(RuleSet ruleSet) implements Compiled {}

    /** A text with faults, all of them, in the order of its lines. */
    record Refused(List<RuleIssue> issues) implements Compiled {
        public Refused {
            issues = List.copyOf(issues);
        }

        /** All issues as compilers show them. */
        public String render() {
            return issues.stream().map(RuleIssue::render).collect(Collectors.joining("\n"));
        }
    }
}
