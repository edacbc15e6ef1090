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
     * What a rule set's rules are worth for a consignment, with those suppressed that somebody known has set off. A
     * rule that reads a watch list never is.
     *
     * @param worth without suppressions
     * @param orderTime of the consignment, epoch milliseconds
     */
    public Worth of(RuleSet ruleSet, Consignment consignment, long orderTime, Worth worth) {
        Map<String, Worth.Suppressed> byRule = null;
        for (Signed signed : lists) {
            for (Suppression entry : signed.list().of(consignment, orderTime)) {
                byRule = byRule == null ? new HashMap<>() : byRule;
                byRule.putIfAbsent(entry.rule(), suppressed(signed, entry));
            }
        }
        return byRule == null ? worth : worth.suppressing(suppressed(ruleSet, byRule));
    }

    private static Worth.Suppressed suppressed(Signed signed, Suppression entry) {
        String id = signed.list().name() + ':' + entry.id();
        return new Worth.Suppressed(
                id,
                "known good until " + entry.until() + ": " + entry.reason() + " (" + id + " v"
                        + signed.list().version()
                        + (signed.by().isEmpty() ? ", unsigned" : ", signed by " + signed.by()) + ")");
    }

    private static Worth.@Nullable Suppressed[] suppressed(RuleSet ruleSet, Map<String, Worth.Suppressed> byRule) {
        List<Rule> rules = ruleSet.rules();
        Worth.@Nullable Suppressed[] suppressed = new Worth.Suppressed[rules.size()];
        for (int r = 0; r < suppressed.length; r++) {
            Rule rule = rules.get(r);
            Worth.Suppressed known = byRule.get(rule.id());
            suppressed[r] = known != null && Suppressions.allows(rule) ? known : null;
        }
        return suppressed;
    }
}
