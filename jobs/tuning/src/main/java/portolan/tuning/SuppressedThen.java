// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.ColumnJudge;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.SuppressedRules;

/**
 * Where a rule set's rules count for nothing in an archive: who set off a rule of that name was known good then. Who is
 * known good is so for every threat.
 */
final class SuppressedThen {
    private static final SuppressedRules.Known KNOWN = new SuppressedRules.Known("", "");

    /** By number of a contribution, the place of the rule that it suppresses; -1 for none. */
    private final int[] rules;

    private final int count;

    private SuppressedThen(int[] rules, int count) {
        this.rules = rules;
        this.count = count;
    }

    /** Null where nobody was known good. */
    static @Nullable SuppressedThen of(LoadedArchive archive, RuleSet ruleSet) {
        Names<String> names = archive.texts().rules();
        int[] rules = new int[names.size()];
        Arrays.fill(rules, -1);
        boolean any = false;
        for (int r = 0; r < ruleSet.rules().size(); r++) {
            int name = names.find(SuppressedRules.name(ruleSet.rules().get(r).id()));
            if (name >= 0) {
                rules[name] = r;
                any = true;
            }
        }
        return any ? new SuppressedThen(rules, ruleSet.rules().size()) : null;
    }

    ColumnJudge.Suppressed of(Rows rows) {
        return (row, rule) -> isAt(rows.contributions(), row, rule);
    }

    private boolean isAt(Rows.Contributions all, int row, int rule) {
        int[] said = all.rules();
        for (int i = all.starts()[row]; i < all.starts()[row + 1]; i++) {
            if (rules[said[i]] == rule) {
                return true;
            }
        }
        return false;
    }

    SuppressedRules of(Rows rows, int row) {
        SuppressedRules.@Nullable Known[] known = new SuppressedRules.Known[count];
        for (int rule = 0; rule < count; rule++) {
            known[rule] = isAt(rows.contributions(), row, rule) ? KNOWN : null;
        }
        return new SuppressedRules(known);
    }
}
