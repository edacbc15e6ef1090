// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import picocli.CommandLine.Parameters;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** A command that takes a step with a version that was proposed. */
abstract class RuleVersionErrand extends RuleErrand {
    @Parameters(index = "0", paramLabel = "NAME", description = "its name")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "its version")
    private int version;

    @Override
    final RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException {
        return step(by, life(chronicle, name, version), now);
    }

    /** Makes the step of the version's accepted steps so far. */
    abstract RuleStep step(SignedSteps by, RuleChronicle.Life life, Instant now) throws UnusableInputException;
}
