// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankValues;
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

    /** What its own declared memories say; null where it declares none. */
    @Nullable
    BankAnswer answer(BankValues said) {
        Bank memories = ruleSet.memories();
        return memories == null ? null : BankAnswer.of(memories, said);
    }
}
