// SPDX-License-Identifier: Apache-2.0
package portolan.console;

import java.io.StringWriter;
import picocli.CommandLine;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.Outlet;

/** What a command came to: its exit code, and what it said where. */
public record CommandRun(int exitCode, String output, String errors) {
    public static CommandRun of(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(command)
                .setExecutionExceptionHandler(ConsoleCommand::refused)
                .setOut(Outlet.to(out))
                .setErr(Outlet.to(err))
                .setExpandAtFiles(false)
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
