// SPDX-License-Identifier: Apache-2.0
package portolan.console.topics;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.topics.StrimziResources;

/** {@code portolan topics kubernetes}: the topics and who may use them, for Strimzi's operator. */
@Command(
        name = "kubernetes",
        description = "Writes the topics and users of deploy/topics.yaml as KafkaTopic and KafkaUser of Strimzi.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TopicsKubernetesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "portolan",
            description = "name of the Kafka resource (default: ${DEFAULT-VALUE})")
    private String cluster = "portolan";

    @Option(
            names = "--group-id",
            paramLabel = "ID",
            defaultValue = "portolan-scoring",
            description = "consumer group of the job, to which its rights belong (default: ${DEFAULT-VALUE})")
    private String groupId = "portolan-scoring";

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        spec.commandLine().getOut().print(StrimziResources.yaml(cluster, groupId));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
