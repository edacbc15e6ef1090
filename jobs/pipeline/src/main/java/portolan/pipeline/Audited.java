// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.RuleIssue;

/**
 * What became of a step in the life of a rule set: who took it, when, and why.
 *
 * @param step null where what was published is no step that this release knows
 * @param accepted whether it was taken; otherwise everything stays as it was
 * @param by who took it, or tried to
 * @param effectiveAt epoch milliseconds of order time from which it applies
 * @param source topic, partition and offset of the step
 * @param orderTime epoch milliseconds at which the step stands in its topic
 * @param issues why it was refused: all that is wrong with it, of a text with line and column
 */
public record Audited(
        RuleStep.@Nullable Kind step,
        boolean accepted,
        String name,
        int version,
        String hash,
        String by,
        String why,
        long effectiveAt,
        String source,
        long orderTime,
        List<RuleIssue> issues) {
    public Audited {
        issues = List.copyOf(issues);
    }

    /** Whether the rule set is in force from {@code effectiveAt} on; otherwise the one before stays. */
    public boolean putsInForce() {
        return accepted && step != null && step.putsInForce();
    }
}
