// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.RuleSetRef;

/**
 * A rule set that judges.
 *
 * @param named as its assessments name it
 */
record Judge(RuleSet ruleSet, RuleSetRef named) {
    static Judge of(RuleSet ruleSet, boolean signed) {
        return new Judge(ruleSet, signed ? RuleSetRef.signed(ruleSet) : RuleSetRef.unsigned(ruleSet));
    }
}
