package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** JMH, with its own arguments. */
@Command(
        name = "micro",
        description =
                "Runs the JMH benchmarks; every argument is JMH's: a pattern of names, -prof gc, -l for what there is, -h for all"
                        + " arguments.")
final class MicroCommand implements Callable<Integer> {
    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    List<String> arguments() {
        return arguments;
    }

    @Override
    public Integer call() throws Exception {
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
