// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From one rule set to another that has the same rules in the same places, some of which say something else. Priors,
 * thresholds, budgets and words may differ too.
 *
 * @param rules places of those that say something else, and of all that share a group with one; not to be changed
 */
public record RuleTurn(RuleSet before, RuleSet after, BitSet rules) {
    /** The turn between two rule sets; null where so much differs that all is better judged anew. */
    public static @Nullable RuleTurn between(RuleSet before, RuleSet after) {
        int count = before.rules().size();
        // A maximum of two sums cannot be turned in one of them.
        if (!frame(before).equals(frame(after)) || before.second() != null || after.second() != null) {
            return null;
        }
        BitSet rules = new BitSet();
        BitSet groups = new BitSet();
        for (int g = 0; g < before.groups().size(); g++) {
            groups.set(g, !before.groups().get(g).equals(after.groups().get(g)));
        }
        for (int r = 0; r < count; r++) {
            if (before.groupOf(r) != after.groupOf(r)
                    || !ColumnJudge.scored(before.rules().get(r))
                            .equals(ColumnJudge.scored(after.rules().get(r)))) {
                rules.set(r);
                mark(before.groupOf(r), groups);
                mark(after.groupOf(r), groups);
            }
        }
        for (int r = 0; r < count; r++) {
            if (isIn(before.groupOf(r), groups) || isIn(after.groupOf(r), groups)) {
                rules.set(r);
            }
        }
        // Each is judged on both sides.
        return 2 * rules.cardinality() > count ? null : new RuleTurn(before, after, rules);
    }

    /** Whether every rule reads what it read, for the same threats. */
    boolean readsAlike() {
        return rules.stream().allMatch(r -> {
            Rule was = before.rules().get(r);
            Rule is = after.rules().get(r);
            // Outcomes are read apart by what is read, not by what is only asked after.
            return was.threats().equals(is.threats())
                    && was.asks().equals(is.asks())
                    && was.readings().equals(is.readings());
        });
    }

    private static void mark(int group, BitSet groups) {
        if (group >= 0) {
            groups.set(group);
        }
    }

    private static boolean isIn(int group, BitSet groups) {
        return group >= 0 && groups.get(group);
    }

    /** What stays as it is in a turn. */
    private static List<Object> frame(RuleSet of) {
        return List.of(
                of.rules().stream().map(Rule::id).toList(),
                of.groups().stream().map(Group::name).toList(),
                of.lists(),
                of.threats().stream().map(RuleTurn::frame).toList());
    }

    private static List<Object> frame(Threat threat) {
        return List.of(threat.name(), threat.overall(), threat.finds());
    }
}
