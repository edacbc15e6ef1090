// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import portolan.schemas.wire.KafkaTopic;

/**
 * What has to be done so that the topics are as their owner wants them. Partitions are added only to a topic without
 * records: elsewhere keys would move between partitions, and with them the order of their records.
 */
public final class TopicChanges {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final KafkaAccess access;
    private final Admin admin;
    private final List<NewTopic> made = new ArrayList<>();
    private final Map<ConfigResource, Collection<AlterConfigOp>> settings = new LinkedHashMap<>();
    private final Map<String, NewPartitions> partitions = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    private TopicChanges(KafkaAccess access, Admin admin) {
        this.access = access;
        this.admin = admin;
    }

    /** What is missing, and what differs. */
    public static TopicChanges all(TopicCheck check, Admin admin) {
        TopicChanges changes = missing(check, admin);
        check.differences().forEach(changes::mend);
        return changes;
    }

    /** What is missing only. */
    public static TopicChanges missing(TopicCheck check, Admin admin) {
        TopicChanges changes = new TopicChanges(check.access(), admin);
        check.missing().forEach(changes::make);
        return changes;
    }

    /** As many partitions as the owner says; how often they are replicated is the cluster's default. */
    private void make(KafkaTopic topic) {
        String name = access.name(topic);
        made.add(new NewTopic(name, Optional.of(topic.partitions()), Optional.empty()).configs(topic.config()));
        lines.add("make  " + name + ", partitions " + topic.partitions() + ", " + topic.config());
    }

    private void mend(TopicCheck.Difference difference) {
        if (difference.isOfPartitions()) {
            mendPartitions(difference);
            return;
        }
        settings.computeIfAbsent(
                        new ConfigResource(ConfigResource.Type.TOPIC, difference.at()), unused -> new ArrayList<>())
                .add(new AlterConfigOp(
                        new ConfigEntry(difference.setting(), difference.wanted()), AlterConfigOp.OpType.SET));
        lines.add("mend  " + difference.at() + ", " + difference.setting() + ' ' + difference.found() + " -> "
                + difference.wanted());
    }

    private void mendPartitions(TopicCheck.Difference difference) {
        int wanted = Integer.parseInt(difference.wanted());
        int found = Integer.parseInt(difference.found());
        if (found > wanted) {
            left.add("leave " + difference + ": Kafka takes no partition away"
                    + (difference.breaks()
                            ? "; delete the topic, with its records, and apply again, or take another --topic-prefix"
                            : ""));
        } else if (isEmpty(difference.at(), found)) {
            partitions.put(difference.at(), NewPartitions.increaseTo(wanted));
            lines.add("mend  " + difference.at() + ", partitions " + found + " -> " + wanted);
        } else {
            left.add("leave " + difference + ": it has records, whose keys would move");
        }
    }

    private boolean isEmpty(String topic, int count) {
        return access.await(admin.listOffsets(ends(topic, count)).all()).values().stream()
                .allMatch(end -> end.offset() == 0);
    }

    private static Map<TopicPartition, OffsetSpec> ends(String topic, int count) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < count; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return ends;
    }

    /**
     * What only the leaders of new partitions can answer: an answer means that they lead. A broker that does not lead yet
     * refuses a producer's first batch and may take its second, and then never takes the first (Kafka 4.2).
     */
    public static Map<TopicPartition, OffsetSpec> ends(Collection<NewTopic> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        topics.forEach(topic -> ends.putAll(ends(topic.name(), topic.numPartitions())));
        return ends;
    }

    /** What is to be done, one line each. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What differs and stays, with the reason. */
    public List<String> left() {
        return List.copyOf(left);
    }

    /**
     * Does it.
     *
     * @throws KafkaFault if the brokers refuse something; what was done before stays
     */
    public void apply() {
        access.await(admin.createTopics(made).all());
        awaitLeaders();
        access.await(admin.incrementalAlterConfigs(settings).all());
        access.await(admin.createPartitions(partitions).all());
    }

    /** A broker hears of a topic a moment after the controller has made it, and until then says that there is none. */
    private void awaitLeaders() {
        long end = System.nanoTime() + KafkaAccess.CHANGE.toNanos();
        while (true) {
            try {
                admin.listOffsets(ends(made)).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > end) {
                    throw KafkaFault.of(access, e);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw KafkaFault.of(access, e);
            }
        }
    }
}
