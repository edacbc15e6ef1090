// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import picocli.CommandLine.Command;
import portolan.scoring.lifecycle.DocumentKind;

/** {@code portolan watchlists}: lists of parties and ships to look out for. */
@Command(
        name = "watchlists",
        description = "Manages lists of parties and ships to look out for.",
        subcommands = {
            WatchlistsCheckCommand.class,
            WatchlistsPublishCommand.class,
            RulesApproveCommand.class,
            ListActivateCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class WatchlistsCommand extends DocumentCommand {
    WatchlistsCommand() {
        super(DocumentKind.WATCH_LIST);
    }
}
