// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.util.List;
import portolan.scoring.rules.RuleIssue;

/**
 * What became of a step.
 *
 * @param faults why it was refused, all of them; none when it was accepted
 * @param issues what is wrong with the text, with line and column
 */
public record Taken(List<String> faults, List<RuleIssue> issues) {
    public Taken {
        faults = List.copyOf(faults);
        issues = List.copyOf(issues);
    }

    public boolean accepted() {
        return faults.isEmpty() && issues.isEmpty();
    }
}
