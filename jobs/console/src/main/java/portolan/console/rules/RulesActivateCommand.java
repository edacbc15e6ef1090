// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** {@code portolan rules activate NAME VERSION}: puts an approved version in force, or lets it judge beside. */
@Command(
        name = "activate",
        description = {
            "Puts an approved version in force, for all that is received from then on.",
            "With --shadow it judges the same filings as the version in force, for comparison only:"
                    + " assessments.shadowed."
        })
final class RulesActivateCommand extends RuleVersionErrand {
    @Mixin
    private final RuleMoment moment = new RuleMoment();

    @Option(names = "--shadow", description = "as a shadow of the version in force; at most three at a time")
    private boolean shadow;

    @Override
    RuleStep step(SignedSteps by, RuleChronicle.Life life, Instant now) throws UnusableInputException {
        RuleStep.Kind kind = shadow ? RuleStep.Kind.SHADOW : RuleStep.Kind.ACTIVATE;
        return by.take(kind, life.proposed(), life.approved(), why(), moment.after(now));
    }
}
