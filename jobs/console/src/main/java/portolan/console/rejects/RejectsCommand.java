// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portolan rejects}: records that the job set aside. */
@Command(
        name = "rejects",
        description = "Lists, shows and replays what the job rejected.",
        mixinStandardHelpOptions = true,
        subcommands = {RejectsListCommand.class, RejectsShowCommand.class, RejectsReplayCommand.class})
public final class RejectsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(
                spec.commandLine(),
                "name a subcommand, for example: rejects list --bootstrap localhost:9092 --last 8h");
    }
}
