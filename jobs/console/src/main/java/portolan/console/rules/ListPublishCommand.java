// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.rules.Document;

/** {@code publish FILE} of suppressions or senders: proposes a version to those who may approve it. */
@Command(
        name = "publish",
        description = {
            "Proposes a list: publishes its text, signed by its author.",
            "Puts nothing in force: another person approves it, then it is activated."
        })
final class ListPublishCommand extends RuleErrand {
    @Parameters(paramLabel = "FILE", description = "the list, for example deploy/rules/suppressions.yaml")
    private Path file = Path.of("");

    @Override
    RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException {
        Document list = ListFile.read(kind(), file);
        if (kind() == DocumentKind.SUPPRESSIONS) {
            ListFile.allowed(list.text(), ruleSetInForce());
        }
        return by.propose(list, why(), now.toEpochMilli());
    }
}
