// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import portolan.topics.KafkaAccess;
import portolan.topics.UnreadRecords;

/** How far the jobs' consumer groups are behind what is on their topics. Jobs commit at checkpoints: it is as old as the last. */
final class GroupLag {
    private final KafkaAccess kafka;
    private final List<String> groups;

    /** @param groups by the names that jobs are given, without the prefix */
    GroupLag(KafkaAccess kafka, List<String> groups) {
        this.kafka = kafka;
        this.groups = List.copyOf(groups);
    }

    /**
     * How far one group is behind on one topic.
     *
     * @param waiting records behind what it committed
     * @param slowest the partition with the most of them
     * @param slowestWaiting how many
     */
    record Lag(String group, String topic, int partitions, long waiting, int slowest, long slowestWaiting) {}

    /**
     * What groups that ever committed are behind, by group and topic.
     *
     * @throws portolan.topics.KafkaFault if the brokers do not answer, or forbid it
     */
    List<Lag> read(Admin admin) {
        List<Lag> lags = new ArrayList<>();
        for (String group : groups) {
            Map<TopicPartition, Long> committed = UnreadRecords.committed(kafka, admin, kafka.name(group));
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            committed.forEach((partition, offset) -> asked.put(partition, OffsetSpec.latest()));
            if (asked.isEmpty()) {
                continue;
            }
            Map<TopicPartition, Long> waiting = new HashMap<>();
            kafka.await(admin.listOffsets(asked).all()).forEach((partition, end) -> {
                waiting.put(partition, Math.max(0, end.offset() - committed.getOrDefault(partition, end.offset())));
            });
            byTopic(waiting).forEach((topic, partitions) -> lags.add(lag(group, topic, partitions)));
        }
        return lags;
    }

    private static Map<String, Map<Integer, Long>> byTopic(Map<TopicPartition, Long> waiting) {
        Map<String, Map<Integer, Long>> topics = new TreeMap<>();
        waiting.forEach((partition, records) -> topics.computeIfAbsent(partition.topic(), unused -> new TreeMap<>())
                .put(partition.partition(), records));
        return topics;
    }

    private static Lag lag(String group, String topic, Map<Integer, Long> partitions) {
        int slowest = 0;
        long most = 0;
        long all = 0;
        for (Map.Entry<Integer, Long> partition : partitions.entrySet()) {
            all += partition.getValue();
            if (partition.getValue() > most) {
                most = partition.getValue();
                slowest = partition.getKey();
            }
        }
        return new Lag(group, topic, partitions.size(), all, slowest, most);
    }
}
