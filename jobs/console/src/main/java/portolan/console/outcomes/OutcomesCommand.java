// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import picocli.CommandLine.Command;
import portolan.console.screen.CommandGroup;

/** {@code portolan outcomes}: what inspections came to. */
@Command(
        name = "outcomes",
        description = "Reports inspection outcomes, from which the engine learns.",
        subcommands = OutcomesReportCommand.class)
public final class OutcomesCommand extends CommandGroup {
    OutcomesCommand() {
        super("say what to do, for example: outcomes report KEY CODE --bootstrap localhost:9092");
    }
}
