package portolan.benchmarks.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import portolan.local.BadInput;
import portolan.local.WrongUsage;

/**
 * The bench command: everything that is measured of the product, and what becomes of the figures. It ends with 0 when
 * all was measured, with 1 when something failed, and with 2 when what it was told cannot be done, before it starts
 * anything.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a run failed", "2:bad usage or bad input"},
        description = "Measures the engine beside the limits of this machine; benchmarks/README.md says how.",
        subcommands = {
            ThroughputCommand.class,
            PeersCommand.class,
            ScaleCommand.class,
            RulesCommand.class,
            LatencyCommand.class,
            CheckpointCommand.class,
            RecoveryCommand.class,
            SoakCommand.class,
            ProfileCommand.class,
            PiecesCommand.class,
            MicroCommand.class,
            AllCommand.class,
            ReportCommand.class,
            CompareCommand.class
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
        throw fault;
    }
}
