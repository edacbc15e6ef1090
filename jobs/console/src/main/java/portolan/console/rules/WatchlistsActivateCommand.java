// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** {@code activate NAME VERSION} of a watch list or a senders list: puts an approved version in force. */
@Command(
        name = "activate",
        description = {
            "Puts an approved version in force in place of the one before of its name.",
            "Where a watch list has news of consignments whose decision is not due yet, they are looked at again."
        })
final class WatchlistsActivateCommand extends RuleVersionErrand {
    @Mixin
    private final RuleMoment moment = new RuleMoment();

    @Override
    RuleStep step(SignedSteps by, RuleChronicle.Life life, Instant now) throws UnusableInputException {
        return by.take(RuleStep.Kind.ACTIVATE, life.proposed(), life.approved(), why(), moment.after(now));
    }
}
