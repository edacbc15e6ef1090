// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import picocli.CommandLine.Command;
import portolan.scoring.lifecycle.DocumentKind;

/** {@code portolan rules}: an operator's work on rule sets. */
@Command(
        name = "rules",
        description = "Manages rule sets.",
        subcommands = {
            RulesCheckCommand.class,
            RulesExamplesCommand.class,
            RulesDiffCommand.class,
            RulesBudgetCommand.class,
            RulesKeygenCommand.class,
            RulesPublishCommand.class,
            RulesApproveCommand.class,
            RulesActivateCommand.class,
            RulesRollbackCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class,
            RulesShadowsCommand.class
        })
public final class RulesCommand extends DocumentCommand {
    public RulesCommand() {
        super(DocumentKind.RULE_SET);
    }
}
