// SPDX-License-Identifier: Apache-2.0
package portolan.console.topics;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portolan topics}: the topics at the brokers. */
@Command(
        name = "topics",
        description = "Checks and creates Kafka's topics, and grants rights.",
        mixinStandardHelpOptions = true,
        subcommands = {TopicsApplyCommand.class, TopicsKubernetesCommand.class})
public final class TopicsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(
                spec.commandLine(), "say what to do, for example: topics apply --bootstrap localhost:9092 --dry-run");
    }
}
