// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portolan outcomes}: what inspections came to. */
@Command(
        name = "outcomes",
        description = "Reports inspection outcomes, from which the engine learns.",
        mixinStandardHelpOptions = true,
        subcommands = OutcomesReportCommand.class)
public final class OutcomesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(
                spec.commandLine(), "say what to do, for example: outcomes report KEY CODE --bootstrap localhost:9092");
    }
}
