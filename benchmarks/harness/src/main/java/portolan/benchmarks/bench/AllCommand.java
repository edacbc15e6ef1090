package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Every end-to-end command, one after the other, with the same options. */
@Command(
        name = "all",
        description =
                "Runs throughput, peers, scale, rules, latency, checkpoint and recovery, with the same options: those that"
                        + " throughput --help shows.")
final class AllCommand implements Callable<Integer> {
    private static final List<String> COMMANDS =
            List.of("throughput", "peers", "scale", "rules", "latency", "checkpoint", "recovery");

    @Mixin
    @SuppressWarnings("unused") // picocli acts on it by itself
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Unmatched
    private final List<String> options = new ArrayList<>();

    List<String> options() {
        return options;
    }

    @Override
    public Integer call() {
        CommandLine bench = spec.parent().commandLine();
        int worst = 0;
        for (String command : COMMANDS) {
            String[] words = new String[options.size() + 1];
            words[0] = command;
            for (int i = 0; i < options.size(); i++) {
                words[i + 1] = options.get(i);
            }
            int code = bench.execute(words);
            if (code == CommandLine.ExitCode.USAGE && command.equals(COMMANDS.get(0))) {
                // The others are told the same, and would refuse it, too; what a later one refuses is its own.
                return code;
            }
            worst = Math.max(worst, code);
        }
        return worst;
    }
}
