// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import portolan.schemas.wire.KafkaTopic;

/**
 * Records of a partition that retention deleted before they were read.
 *
 * @param partition which
 * @param from the first offset that was not read
 * @param to the offset of the first record that is still there
 */
public record UnreadRecords(TopicPartition partition, long from, long to) {
    /** The most records there can have been: markers of transactions count as offsets too. */
    public long most() {
        return to - from;
    }

    @Override
    public String toString() {
        return "topic=" + partition.topic() + ", partition=" + partition.partition() + ", read up to offset=" + from
                + ", begins at offset=" + to + ", lost=" + most() + " at most";
    }

    /**
     * What a group has lost by now, from where it last said it was.
     *
     * @param group as it is called at the brokers
     * @throws KafkaFault if the brokers do not answer
     */
    public static List<UnreadRecords> of(
            KafkaAccess access, Admin admin, String group, List<? extends KafkaTopic> topics) {
        List<String> names = topics.stream().map(access::name).toList();
        Map<TopicPartition, Long> read = new HashMap<>();
        committed(access, admin, group).forEach((partition, offset) -> {
            if (names.contains(partition.topic())) {
                read.put(partition, offset);
            }
        });
        return of(access, admin, read);
    }

    /** The offsets that a group committed; none where there is no such group. */
    public static Map<TopicPartition, Long> committed(KafkaAccess access, Admin admin, String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> committed =
                access.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    /**
     * What is gone of what was not read yet.
     *
     * @param read the offset of the next record to be read, of each partition
     */
    public static List<UnreadRecords> of(KafkaAccess access, Admin admin, Map<TopicPartition, Long> read) {
        Map<TopicPartition, Long> starts = starts(access, admin, read);
        List<UnreadRecords> unread = new ArrayList<>();
        read.forEach((partition, from) -> {
            long start = starts.getOrDefault(partition, 0L);
            if (start > from) {
                unread.add(new UnreadRecords(partition, from, start));
            }
        });
        unread.sort(java.util.Comparator.comparing(one -> one.partition().toString()));
        return unread;
    }

    /** The offsets of the first records that are still there. */
    public static Map<TopicPartition, Long> starts(KafkaAccess access, Admin admin, Map<TopicPartition, Long> of) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        of.keySet().forEach(partition -> asked.put(partition, OffsetSpec.earliest()));
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> start :
                access.await(admin.listOffsets(asked).all()).entrySet()) {
            starts.put(start.getKey(), start.getValue().offset());
        }
        return starts;
    }
}
