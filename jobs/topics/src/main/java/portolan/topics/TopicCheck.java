// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;

/**
 * Our topics as the brokers have them, compared with how their owner wants them.
 *
 * @param missing topics that are not there
 * @param differences settings that are not as wanted
 * @param unseen topics whose settings this client may not see
 */
public record TopicCheck(
        KafkaAccess access, List<KafkaTopic> missing, List<Difference> differences, List<KafkaTopic> unseen) {
    private static final String PARTITIONS = "partitions";

    /**
     * A setting that is not as wanted.
     *
     * @param topic the topic
     * @param at what it is called at the brokers
     * @param setting Kafka's name of it, or {@code partitions}
     * @param breaks whether the engine cannot keep a promise with it
     */
    public record Difference(KafkaTopic topic, String at, String setting, String wanted, String found, boolean breaks) {
        boolean isOfPartitions() {
            return setting.equals(PARTITIONS);
        }

        @Override
        public String toString() {
            return at + ": " + setting + " is " + found + ", wanted is " + wanted;
        }
    }

    /**
     * Asks the brokers about all topics.
     *
     * @throws KafkaFault if they do not answer
     */
    public static TopicCheck of(KafkaAccess access, Admin admin) {
        return of(access, admin, Topics.all());
    }

    /**
     * Asks the brokers about some topics.
     *
     * @throws KafkaFault if they do not answer
     */
    static TopicCheck of(KafkaAccess access, Admin admin, List<KafkaTopic> topics) {
        Map<String, KafkaTopic> wanted = new LinkedHashMap<>();
        topics.forEach(topic -> wanted.put(access.name(topic), topic));
        TopicCheck check = new TopicCheck(access, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(wanted.keySet()).topicNameValues();
        Map<String, Integer> partitions = new LinkedHashMap<>();
        wanted.forEach((name, topic) -> {
            TopicDescription found = check.answer(described.get(name), UnknownTopicOrPartitionException.class);
            if (found == null) {
                check.missing.add(topic);
            } else {
                partitions.put(name, found.partitions().size());
            }
        });
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(partitions.keySet().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .values();
        configs.forEach((resource, future) -> {
            Config config = check.answer(future, TopicAuthorizationException.class);
            KafkaTopic topic = wanted.get(resource.name());
            if (topic == null) {
                return;
            }
            check.compare(topic, PARTITIONS, topic.partitions(), partitions.get(resource.name()));
            if (config == null) {
                check.unseen.add(topic);
            } else {
                topic.config().forEach((setting, value) -> check.compare(topic, setting, value, config.get(setting)));
            }
        });
        check.differences.sort(java.util.Comparator.comparing((Difference one) -> !one.breaks())
                .thenComparing(Difference::at));
        return check;
    }

    private <T> @Nullable T answer(@Nullable KafkaFuture<T> future, Class<? extends Exception> none) {
        try {
            return future == null ? null : future.get();
        } catch (ExecutionException e) {
            if (none.isInstance(e.getCause())) {
                return null;
            }
            throw KafkaFault.of(access, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFault.of(access, e);
        }
    }

    private void compare(KafkaTopic topic, String setting, Object wanted, @Nullable Object found) {
        String value = found instanceof ConfigEntry entry ? entry.value() : String.valueOf(found);
        if (!wanted.toString().equals(value)) {
            differences.add(new Difference(
                    topic, access.name(topic), setting, wanted.toString(), value, breaks(topic, setting, value)));
        }
    }

    /** What the engine cannot make up for: an order that is not the brokers', records that vanish or are refused. */
    private static boolean breaks(KafkaTopic topic, String setting, String found) {
        return switch (setting) {
            case PARTITIONS -> topic.partitions() == 1;
            case "message.timestamp.type" -> topic.isStampedByBroker();
            case "cleanup.policy" -> found.contains("compact");
            case "retention.ms", "retention.bytes" -> topic.isKeptForever();
            case "max.message.bytes" -> number(found) < topic.maxMessageBytes();
            case "message.timestamp.before.max.ms" -> true;
            default -> false;
        };
    }

    private static long number(String text) {
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : Long.MIN_VALUE;
    }

    /** What keeps the engine from starting, and how to mend it; null if nothing does. */
    public @Nullable String refusal() {
        List<Difference> breaking =
                differences.stream().filter(Difference::breaks).toList();
        if (missing.isEmpty() && breaking.isEmpty()) {
            return null;
        }
        List<String> faults = new ArrayList<>();
        if (!missing.isEmpty()) {
            faults.add("missing="
                    + String.join(", ", missing.stream().map(access::name).toList()));
        }
        breaking.forEach(fault -> faults.add(fault.toString()));
        String apply = "'portolan topics apply " + access.options() + "'";
        if (!missing.isEmpty() || !breaking.stream().allMatch(Difference::isOfPartitions)) {
            faults.add(
                    apply + " mends " + (breaking.stream().anyMatch(Difference::isOfPartitions) ? "the rest" : "it"));
        }
        breaking.stream()
                .filter(Difference::isOfPartitions)
                .forEach(fault -> faults.add("Kafka takes no partition away from " + fault.at()
                        + ": delete that topic, with its records, and let " + apply
                        + " make it anew, or begin with new topics under another --topic-prefix"));
        return (breaking.isEmpty() ? "topics are missing: " : "topics are not as the engine needs them: ")
                + "bootstrap=" + access.bootstrap() + ", " + String.join("; ", faults);
    }

    /** What an operator should know and the engine can live with. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        differences.stream()
                .filter(difference -> !difference.breaks())
                .map(difference -> "topic " + difference)
                .forEach(warnings::add);
        unseen.forEach(topic -> warnings.add("topic " + access.name(topic)
                + ": its settings are not checked, this principal has no right DescribeConfigs"));
        return warnings;
    }
}
