// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** JMH, with its own arguments; without any, or with ours, its command {@code pieces}. */
@Command(
        name = "micro",
        subcommands = PiecesCommand.class,
        description =
                "Runs the JMH benchmarks with JMH's arguments: a pattern of names, -prof gc, -l to list them, -h for help."
                        + " Without a pattern it is micro pieces.")
final class MicroCommand implements Callable<Integer> {
    private static final String PIECES = "pieces";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    List<String> arguments() {
        return arguments;
    }

    @Override
    public Integer call() throws Exception {
        // JMH's own options have one hyphen.
        if (arguments.isEmpty() || arguments.get(0).startsWith("--")) {
            List<String> words = new ArrayList<>(List.of(PIECES));
            words.addAll(arguments);
            return spec.commandLine().execute(words.toArray(String[]::new));
        }
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
