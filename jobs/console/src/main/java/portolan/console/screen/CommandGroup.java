// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import picocli.CommandLine.ParameterException;

/** A command that does nothing without one of its subcommands. */
public abstract class CommandGroup extends ConsoleCommand {
    private final String advice;

    /** @param advice what whoever names none is told, with an example */
    protected CommandGroup(String advice) {
        this.advice = advice;
    }

    @Override
    public final Integer call() {
        throw new ParameterException(spec().commandLine(), advice);
    }
}
