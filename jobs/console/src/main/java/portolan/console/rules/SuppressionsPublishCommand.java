// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** {@code portolan suppressions publish FILE}: proposes a version to those who may approve it. */
@Command(
        name = "publish",
        description = {
            "Proposes a list of suppressions: publishes its text, signed by its author.",
            "Puts nothing in force: another person approves it, then it is activated."
        })
final class SuppressionsPublishCommand extends RuleErrand {
    @Parameters(paramLabel = "FILE", description = "the list, for example deploy/rules/suppressions.yaml")
    private Path file = Path.of("");

    @Override
    RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException {
        String text = SuppressionsFile.read(file).text();
        return by.propose(SuppressionsFile.allowed(text, ruleSetInForce()), why(), now.toEpochMilli());
    }
}
