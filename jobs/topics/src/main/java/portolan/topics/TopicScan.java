// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import portolan.schemas.wire.KafkaTopic;

/**
 * Reads ranges of a topic that are there now, and leaves no trace: it joins no group and commits nothing.
 *
 * <p>Not for several threads.
 */
public final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** So often nothing comes before the broker is asked whether it is there at all. */
    private static final int SILENT_POLLS = 50;

    private static final Range NOTHING = new Range(0, 0);

    private final KafkaAccess access;
    private final Consumer<byte[], byte[]> consumer;

    /** @throws KafkaFault if the settings of the client cannot be used */
    public TopicScan(KafkaAccess access, String clientId) {
        this(access, access.reader(clientId, KafkaAccess.HARDLY_WAITS));
    }

    /** By a consumer that somebody else uses too, in turn. */
    public TopicScan(KafkaAccess access, Consumer<byte[], byte[]> consumer) {
        this.access = access;
        this.consumer = consumer;
    }

    /** Hears of each record, of a partition in its order. */
    @FunctionalInterface
    public interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * Offsets of one partition.
     *
     * @param from the first
     * @param to the one behind the last
     */
    public record Range(long from, long to) {}

    /**
     * All of a topic that was written at some time or later, up to its end as it is now; no partition where there is no
     * such topic.
     *
     * @param since of the earliest record that is wanted; what was written before may be among the rest
     * @throws KafkaFault if the brokers do not answer
     */
    public Map<TopicPartition, Range> since(KafkaTopic topic, Instant since) {
        try {
            List<PartitionInfo> infos = consumer.partitionsFor(access.name(topic), KafkaAccess.PATIENCE);
            List<TopicPartition> partitions = infos == null
                    ? List.of()
                    : infos.stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> times = new HashMap<>();
            // Kafka looks up no time before 1970.
            partitions.forEach(partition -> times.put(partition, Math.max(0, since.toEpochMilli())));
            Map<TopicPartition, OffsetAndTimestamp> found =
                    since.isAfter(Instant.EPOCH) ? consumer.offsetsForTimes(times) : Map.of();
            Map<TopicPartition, Range> ranges = new HashMap<>();
            for (TopicPartition partition : partitions) {
                long end = ends.getOrDefault(partition, 0L);
                OffsetAndTimestamp first = found.get(partition);
                long from = !since.isAfter(Instant.EPOCH)
                        ? starts.getOrDefault(partition, 0L)
                        : first == null ? end : first.offset();
                ranges.put(partition, new Range(from, end));
            }
            return ranges;
        } catch (KafkaException e) {
            throw KafkaFault.of(access, e);
        }
    }

    /**
     * Reads all of these ranges.
     *
     * @throws KafkaFault if the brokers no longer answer
     */
    public void read(Map<TopicPartition, Range> ranges, Taker taker) {
        List<TopicPartition> partitions = ranges.entrySet().stream()
                .filter(range -> range.getValue().from() < range.getValue().to())
                .map(Map.Entry::getKey)
                .toList();
        try {
            consumer.assign(partitions);
            ranges.forEach((partition, range) -> {
                if (range.from() < range.to()) {
                    consumer.seek(partition, range.from());
                }
            });
            int silent = 0;
            while (!consumer.assignment().isEmpty()) {
                boolean isSilent = true;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    isSilent = false;
                    Range range = ranges.get(new TopicPartition(record.topic(), record.partition()));
                    if (range != null && record.offset() < range.to()) {
                        taker.take(record);
                    }
                }
                silent = isSilent ? silent + 1 : 0;
                if (silent == SILENT_POLLS) {
                    consumer.endOffsets(consumer.assignment(), KafkaAccess.PATIENCE);
                    silent = 0;
                }
                // Behind the last record may stand the mark of a transaction only: the position passes it.
                List<TopicPartition> left = consumer.assignment().stream()
                        .filter(partition -> consumer.position(partition)
                                < ranges.getOrDefault(partition, NOTHING).to())
                        .toList();
                if (left.size() < consumer.assignment().size()) {
                    consumer.assign(left);
                }
            }
        } catch (KafkaException e) {
            throw KafkaFault.of(access, e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
