// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import portolan.console.screen.ConsoleCommand;
import portolan.local.BadInput;
import portolan.local.WrongUsage;

/**
 * The bench command: everything that is measured of the product, and the pages made of it. It ends with 0 when all was
 * measured, with 1 when a run failed, and with 2 on bad usage, before it starts anything.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a run failed", "2:bad usage or bad input"},
        description = "Measures the engine and the limits of this machine; see benchmarks/README.md.",
        subcommands = {
            ThroughputCommand.class,
            PeersCommand.class,
            ScaleCommand.class,
            LatencyCommand.class,
            RecoveryCommand.class,
            ProfileCommand.class,
            MicroCommand.class,
            ReportCommand.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] words) {
        System.exit(commandLine().execute(words));
    }

    static CommandLine commandLine() {
        return WrongUsage.toldBy(new CommandLine(new Bench())).setExecutionExceptionHandler(Bench::explain);
    }

    /** Whoever mistyped a folder is told so in a line; a fault of ours keeps its stack trace. */
    private static int explain(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
        if (fault instanceof BadInput) {
            command.getErr().println("portolan: " + fault.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return ConsoleCommand.refused(fault, command, arguments);
    }
}
