// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import picocli.CommandLine.Command;
import portolan.console.screen.CommandGroup;

/** {@code portolan outcomes}: what inspections came to. */
@Command(
        name = "outcomes",
        description = "Reports inspection outcomes, from which the engine learns.",
        subcommands = OutcomesReportCommand.class)
public final class OutcomesCommand extends CommandGroup {}
