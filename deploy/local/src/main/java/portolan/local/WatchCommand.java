// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import picocli.CommandLine.Command;
import portolan.console.screen.CommandGroup;

/** {@code portolan watch}: follows what a running engine says. */
@Command(
        name = "watch",
        description = "Follows a running job: its riskiest consignments, and its selections against budgets.",
        subcommands = {WatchBoardCommand.class, WatchLanesCommand.class})
final class WatchCommand extends CommandGroup {}
