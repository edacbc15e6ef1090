// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** {@code activate NAME VERSION} of a list: puts an approved version in force. */
@Command(
        name = "activate",
        description = {
            "Puts an approved version in force in place of the one before of its name.",
            "Each suppression ends by itself after its last day.",
            "Where a watch list has news of consignments whose decision is not due yet, they are looked at again."
        })
final class ListActivateCommand extends RuleVersionErrand {
    @Mixin
    private final RuleMoment moment = new RuleMoment();

    @Override
    RuleStep step(SignedSteps by, RuleChronicle.Life life, Instant now) throws UnusableInputException {
        if (kind() == DocumentKind.SUPPRESSIONS) {
            ListFile.allowed(life.proposed().text(), ruleSetInForce());
        }
        return by.take(RuleStep.Kind.ACTIVATE, life.proposed(), life.approved(), why(), moment.after(now));
    }
}
