// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Arrays;
import java.util.List;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Worth;

/** What the numbers of threats and contributions in an archive are to a rule set. */
final class ArchivedNames {
    private final int[] threats;
    private final int[] rules;
    private final Kind[] kinds;

    /** What a contribution says. */
    enum Kind {
        WRITTEN,
        LEARNED,
        BOUND,
        SUPPRESSED,
        PRIOR,
        LEARNED_PRIOR,
        CALIBRATION,
        /** Of a rule that the rule set does not have, or of a group. */
        OTHER
    }

    ArchivedNames(RowsReader.Texts texts, RuleSet ruleSet) {
        List<String> names = ruleSet.threats().stream().map(Threat::name).toList();
        threats = texts.threats().all().stream().mapToInt(names::indexOf).toArray();
        rules = new int[texts.rules().size()];
        kinds = new Kind[rules.length];
        Arrays.fill(rules, -1);
        Arrays.fill(kinds, Kind.OTHER);
        for (int r = 0; r < ruleSet.rules().size(); r++) {
            Rule rule = ruleSet.rules().get(r);
            set(texts.rules().find(rule.id()), r, Kind.WRITTEN);
            set(texts.rules().find(Worth.learned(rule.id())), r, Kind.LEARNED);
            set(texts.rules().find(Worth.bound(rule.id())), r, Kind.BOUND);
            set(texts.rules().find(Worth.suppressed(rule.id())), r, Kind.SUPPRESSED);
        }
        set(texts.rules().find(RuleSet.PRIOR), -1, Kind.PRIOR);
        set(texts.rules().find(Worth.learned(RuleSet.PRIOR)), -1, Kind.LEARNED_PRIOR);
        set(texts.rules().find(RuleSet.CALIBRATION), -1, Kind.CALIBRATION);
    }

    private void set(int name, int rule, Kind kind) {
        if (name >= 0) {
            rules[name] = rule;
            kinds[name] = kind;
        }
    }

    /** The threat's place in the rule set; -1 where it has none. */
    int threat(int number) {
        return threats[number];
    }

    /** The place of the rule that a contribution is of; -1 where it is of none that the rule set has. */
    int rule(int number) {
        return rules[number];
    }

    /** The same of all, by their numbers; not to be changed. */
    int[] rules() {
        return rules;
    }

    Kind kind(int number) {
        return kinds[number];
    }

    boolean isAnySuppressed() {
        return Arrays.asList(kinds).contains(Kind.SUPPRESSED);
    }
}
