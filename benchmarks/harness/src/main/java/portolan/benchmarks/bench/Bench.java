package portolan.benchmarks.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bench command: everything that is measured of the product, and what becomes of the figures. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
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
        return new CommandLine(new Bench());
    }
}
