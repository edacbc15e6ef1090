// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.learning.ShareJump;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;

/**
 * What became of a step in the life of a rule set: who took it, when, and why; or that one of its rules holds for a far
 * larger share of filings than before.
 *
 * @param step null where what was published is no step that this release knows
 * @param accepted whether it was taken; otherwise everything stays as it was
 * @param by who took it, or tried to
 * @param effectiveAt epoch milliseconds of order time from which it applies
 * @param source topic, partition and offset of the step
 * @param orderTime epoch milliseconds at which the step stands in its topic
 * @param issues why it was refused: all that is wrong with it, of a text with line and column
 * @param jump null of a step
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
        List<RuleIssue> issues,
        @Nullable Jump jump) {
    public Audited {
        issues = List.copyOf(issues);
    }

    /**
     * A rule's share of a day's filings, far beyond that of the days before.
     *
     * @param rule its name
     * @param day in UTC
     * @param before share of filings before that day
     * @param share of that day's filings
     */
    public record Jump(String tenant, String rule, LocalDate day, double before, double share) {}

    /** What became of a step. */
    public static Audited step(
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
        return new Audited(step, accepted, name, version, hash, by, why, effectiveAt, source, orderTime, issues, null);
    }

    /** A share that has jumped: told when its day is over. */
    public static Audited jumped(RuleSet ruleSet, Rule rule, ShareJump jump) {
        long over =
                jump.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return new Audited(
                null,
                false,
                ruleSet.name(),
                ruleSet.version(),
                ruleSet.hash(),
                "",
                "",
                over,
                "",
                over,
                List.of(),
                new Jump(jump.tenant(), rule.id(), jump.day(), jump.before(), jump.share()));
    }

    /** Whether the rule set is in force from {@code effectiveAt} on; otherwise the one before stays. */
    public boolean putsInForce() {
        return accepted && step != null && step.putsInForce();
    }
}
