// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
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
        RuleSet ruleSet = compiled();
        err().print(SignedFit.warning(ruleSet));
        return by.propose(ruleSet, why(), now.toEpochMilli());
    }

    private RuleSet compiled() throws UnusableInputException {
        try {
            RuleSetFolder files = RuleSetFolder.read(folder);
            Compiled compiled = RuleSetCompiler.compile(files.rules(), files.examples());
            if (compiled instanceof Compiled.Accepted accepted) {
                return accepted.ruleSet();
            }
            throw new UnusableInputException(
                    ((Compiled.Refused) compiled).render() + "\nrefused, nothing was published");
        } catch (IOException e) {
            throw new UnusableInputException("no rule set to publish: " + e.getMessage(), e);
        }
    }
}
