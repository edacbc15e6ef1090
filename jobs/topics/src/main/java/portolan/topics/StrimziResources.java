// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Principal;
import portolan.schemas.wire.Topics;

/**
 * Topics and principals as resources of Strimzi's operator for Kafka, which makes the topics and grants the rights.
 * Users authenticate by SCRAM-SHA-512; the operator puts each one's password into a secret of its name.
 */
public final class StrimziResources {
    private static final String HEAD = """
            # Made by 'portolan topics kubernetes' of deploy/topics.yaml; a test compares. Do not change it by hand.
            """;

    private static final String USER = "User:";

    private final String cluster;
    private final String group;
    private final StringBuilder yaml = new StringBuilder(HEAD);

    private StrimziResources(String cluster, String group) {
        this.cluster = cluster;
        this.group = group;
    }

    /**
     * All of them, as YAML with a document each.
     *
     * @param cluster the name of the {@code Kafka} resource they belong to
     * @param group the job's consumer group; its transactions begin with it
     */
    public static String yaml(String cluster, String group) {
        StrimziResources resources = new StrimziResources(cluster, group);
        Topics.all().forEach(resources::topic);
        Arrays.stream(Principal.values()).forEach(resources::user);
        return resources.yaml.toString();
    }

    private void topic(KafkaTopic topic) {
        begin("KafkaTopic", topic.name());
        yaml.append("spec:\n  partitions: ").append(topic.partitions()).append("\n  config:\n");
        topic.config()
                .forEach((key, value) -> yaml.append("    ")
                        .append(key)
                        .append(": \"")
                        .append(value)
                        .append("\"\n"));
    }

    private void user(Principal principal) {
        begin("KafkaUser", principal.user().substring(USER.length()));
        yaml.append("spec:\n  authentication: {type: scram-sha-512}\n  authorization:\n    type: simple\n    acls:\n");
        principal.topics().forEach((topic, operations) -> may("topic", topic, "literal", operations));
        principal.groupsOf(group).forEach(each -> may("group", each, "literal", principal.groups()));
        may("transactionalId", principal.groupsOf(group).get(0) + '-', "prefix", principal.transactions());
    }

    private void begin(String kind, String name) {
        yaml.append("---\napiVersion: kafka.strimzi.io/v1\nkind: ")
                .append(kind)
                .append("\nmetadata:\n  name: ")
                .append(name)
                .append("\n  labels: {strimzi.io/cluster: ")
                .append(cluster)
                .append("}\n");
    }

    private void may(String type, String name, String pattern, Set<Principal.Operation> operations) {
        if (operations.isEmpty()) {
            return;
        }
        yaml.append("      - resource: {type: ")
                .append(type)
                .append(", name: ")
                .append(name)
                .append(", patternType: ")
                .append(pattern)
                .append("}\n        operations: [")
                .append(operations.stream().sorted().map(StrimziResources::word).collect(Collectors.joining(", ")))
                .append("]\n");
    }

    /** Kafka's {@code DESCRIBE_CONFIGS} is {@code DescribeConfigs} here. */
    private static String word(Principal.Operation operation) {
        return Arrays.stream(operation.name().split("_"))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
