// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import picocli.CommandLine.ParameterException;

/** A command that does nothing without one of its subcommands, and says which there are. */
public abstract class CommandGroup extends ConsoleCommand {
    @Override
    public final Integer call() {
        throw new ParameterException(
                spec().commandLine(),
                "say a command, one of: "
                        + String.join(", ", spec().subcommands().keySet()));
    }
}
