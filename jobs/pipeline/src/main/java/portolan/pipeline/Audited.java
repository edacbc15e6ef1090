package portolan.pipeline;

import java.util.List;
import portolan.scoring.rules.RuleIssue;

/**
 * What became of a published rule set.
 *
 * @param inForce whether it is in force from {@code orderTime} on; otherwise the one before stays
 * @param issues all that is wrong with a refused text, with line and column
 */
public record Audited(
        boolean inForce, String name, int version, String hash, String source, long orderTime, List<RuleIssue> issues) {
    public Audited {
        issues = List.copyOf(issues);
    }
}
