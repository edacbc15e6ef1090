// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** {@code portolan rules retire NAME VERSION}: ends a shadow, or a version that shall never be used. */
@Command(
        name = "retire",
        description =
                "Ends a shadow, or retires for good: a rule set that is not in use, a list of suppressions or a watch list.")
final class RulesRetireCommand extends RuleVersionErrand {
    @Mixin
    private final RuleMoment moment = new RuleMoment();

    @Override
    RuleStep step(SignedSteps by, RuleChronicle.Life life, Instant now) throws UnusableInputException {
        return by.take(RuleStep.Kind.RETIRE, life.proposed(), life.approved(), why(), moment.after(now));
    }
}
