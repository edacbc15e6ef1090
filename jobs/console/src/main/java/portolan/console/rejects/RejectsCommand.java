// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import picocli.CommandLine.Command;
import portolan.console.screen.CommandGroup;

/** {@code portolan rejects}: records that the job set aside. */
@Command(
        name = "rejects",
        description = "Lists, shows and replays what the job rejected.",
        subcommands = {RejectsListCommand.class, RejectsShowCommand.class, RejectsReplayCommand.class})
public final class RejectsCommand extends CommandGroup {}
