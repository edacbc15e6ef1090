// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import portolan.scoring.rules.RuleSet;

/**
 * Which rule set judged.
 *
 * @param hash of its exact text
 * @param unsigned whether nobody signed for it: the bundled baseline, or a text given on the command line
 */
public record RuleSetRef(String name, int version, String hash, boolean unsigned) {
    /** Of a rule set that nobody signed for. */
    public static RuleSetRef unsigned(RuleSet ruleSet) {
        return of(ruleSet, true);
    }

    /** Of a rule set that an author and an approver signed. */
    public static RuleSetRef signed(RuleSet ruleSet) {
        return of(ruleSet, false);
    }

    private static RuleSetRef of(RuleSet ruleSet, boolean unsigned) {
        return new RuleSetRef(ruleSet.name(), ruleSet.version(), ruleSet.hash(), unsigned);
    }
}
