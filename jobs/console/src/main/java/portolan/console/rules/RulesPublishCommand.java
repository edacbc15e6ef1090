// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.SignedFit;

/** {@code portolan rules publish DIR}: proposes a version to those who may approve it. */
@Command(
        name = "publish",
        description = {
            "Proposes DIR/ruleset.yaml: publishes its text, signed by its author. Runs its examples"
                    + " first, if there are any.",
            "Puts nothing in force: another person approves it, then it is activated."
        })
final class RulesPublishCommand extends RuleErrand {
    @Parameters(paramLabel = "DIR", description = "folder of the rule set, for example deploy/rules/baseline")
    private Path folder = Path.of(".");

    @Override
    RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException {
        RuleSet ruleSet = RuleSetFolder.read(folder).compiled();
        err().print(SignedFit.warning(ruleSet));
        return by.propose(ruleSet, why(), now.toEpochMilli());
    }
}
