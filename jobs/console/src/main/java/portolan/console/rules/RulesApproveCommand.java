// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import picocli.CommandLine.Command;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** {@code portolan rules approve NAME VERSION}: says that what another proposed may be used. */
@Command(
        name = "approve",
        description =
                "Approves a version that another person proposed. 'show NAME VERSION --text' shows" + " its text.")
final class RulesApproveCommand extends RuleVersionErrand {
    @Override
    RuleStep step(SignedSteps by, RuleChronicle.Life life, Instant now) {
        return by.approve(life.proposed(), why(), now.toEpochMilli());
    }
}
