// SPDX-License-Identifier: Apache-2.0
package portolan.console.topics;

import picocli.CommandLine.Command;
import portolan.console.screen.CommandGroup;

/** {@code portolan topics}: the topics at the brokers. */
@Command(
        name = "topics",
        description = "Checks and creates Kafka's topics, and grants rights.",
        subcommands = {TopicsApplyCommand.class, TopicsKubernetesCommand.class})
public final class TopicsCommand extends CommandGroup {}
