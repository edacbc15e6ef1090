// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;

/** The lists of suppressions that are in force at a time, each with who signed it. Immutable. */
public final class SuppressionsInForce {
    /** Nobody is known good. */
    public static final SuppressionsInForce NONE = new SuppressionsInForce(List.of());

    private final List<Signed> lists;

    /** @param lists in the order of their names */
    public SuppressionsInForce(List<Signed> lists) {
        this.lists = List.copyOf(lists);
    }

    /**
     * A list that is in force.
     *
     * @param by who signed it, in words: "ann and bob"; empty where nobody did
     */
    public record Signed(Suppressions list, String by) {}

    /**
     * The rules of a rule set that somebody known has set off. One that reads a watch list never is suppressed.
     *
     * @param orderTime of the consignment, epoch milliseconds
     */
    public SuppressedRules of(RuleSet ruleSet, Consignment consignment, long orderTime) {
        Map<String, SuppressedRules.Known> byRule = null;
        for (Signed signed : lists) {
            for (Suppression entry : signed.list().of(consignment, orderTime)) {
                byRule = byRule == null ? new HashMap<>() : byRule;
                byRule.putIfAbsent(entry.rule(), suppressed(signed, entry));
            }
        }
        return byRule == null ? SuppressedRules.NONE : suppressed(ruleSet, byRule);
    }

    private static SuppressedRules.Known suppressed(Signed signed, Suppression entry) {
        String id = signed.list().name() + ':' + entry.id();
        return new SuppressedRules.Known(
                id,
                "known good until " + entry.until() + ": " + entry.reason() + " (" + id + " v"
                        + signed.list().version()
                        + (signed.by().isEmpty() ? ", unsigned" : ", signed by " + signed.by()) + ")");
    }

    private static SuppressedRules suppressed(RuleSet ruleSet, Map<String, SuppressedRules.Known> byRule) {
        List<Rule> rules = ruleSet.rules();
        SuppressedRules.@Nullable Known[] suppressed = new SuppressedRules.Known[rules.size()];
        for (int r = 0; r < suppressed.length; r++) {
            Rule rule = rules.get(r);
            SuppressedRules.Known known = byRule.get(rule.id());
            suppressed[r] = known != null && Suppressions.allows(rule) ? known : null;
        }
        return new SuppressedRules(suppressed);
    }
}
