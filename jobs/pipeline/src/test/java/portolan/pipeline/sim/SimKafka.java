// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Topics with partitions. */
final class SimKafka {
    private final SimTime time;
    private final Map<String, List<SimPartition>> topics = new TreeMap<>();

    SimKafka(SimTime time) {
        this.time = time;
    }

    void create(String topic, int partitions) {
        topics.put(topic, new ArrayList<>());
        for (int i = 0; i < partitions; i++) {
            addPartition(topic);
        }
    }

    SimPartition addPartition(String topic) {
        List<SimPartition> partitions = partitions(topic);
        SimPartition added = new SimPartition(new TopicPartition(topic, partitions.size()), time);
        partitions.add(added);
        return added;
    }

    List<SimPartition> partitions(String topic) {
        return Objects.requireNonNull(topics.get(topic), topic);
    }

    SimPartition partition(TopicPartition name) {
        return partitions(name.topic()).get(name.partition());
    }

    List<SimPartition> all() {
        return topics.values().stream().flatMap(List::stream).toList();
    }

    /** Retention deletes what is before a split's place. */
    void deleteRead(Object split) {
        KafkaPartitionSplit read = (KafkaPartitionSplit) split;
        partition(read.getTopicPartition()).deleteBefore(read.getStartingOffset());
    }

    static Uuid id(String topic) {
        return new Uuid(1, topic.hashCode());
    }
}
