// SPDX-License-Identifier: Apache-2.0
package portolan.console.topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portolan.console.screen.ConsoleCommand;
import portolan.topics.StrimziResources;

/** {@code portolan topics kubernetes}: the topics and who may use them, for Strimzi's operator. */
@Command(
        name = "kubernetes",
        description = "Writes the topics and users of deploy/topics.yaml as KafkaTopic and KafkaUser of Strimzi.",
        sortOptions = false)
final class TopicsKubernetesCommand extends ConsoleCommand {
    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "name of the Kafka resource (default: ${DEFAULT-VALUE})")
    private String cluster = "portolan";

    @Option(
            names = "--group-id",
            paramLabel = "ID",
            description = "consumer group of the job, to which its rights belong (default: ${DEFAULT-VALUE})")
    private String groupId = "portolan-scoring";

    @Override
    public Integer call() {
        out().print(StrimziResources.yaml(cluster, groupId));
        out().flush();
        return 0;
    }
}
