// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import picocli.CommandLine.Command;
import portolan.scoring.lifecycle.DocumentKind;

/** {@code portolan suppressions}: rules that do not count for who is known good. */
@Command(
        name = "suppressions",
        description = "Manages lists of rules that do not count for who is known good.",
        subcommands = {
            SuppressionsCheckCommand.class,
            ListPublishCommand.class,
            RulesApproveCommand.class,
            ListActivateCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class SuppressionsCommand extends DocumentCommand {
    SuppressionsCommand() {
        super(DocumentKind.SUPPRESSIONS);
    }
}
