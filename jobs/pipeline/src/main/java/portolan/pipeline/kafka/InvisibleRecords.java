// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Offsets of which nobody is shown a record: ends of transactions, what was filed in one that was given up, and what was
 * deleted. A partition that ends with such looks unread for ever to who sees only records; so it is read once more from
 * where that one stands. What is still in a transaction ends the reading: it may yet be shown.
 */
final class InvisibleRecords implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(10);
    private static final Duration LOOKING_UP = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;

    /** Where each partition stood in the round before. */
    private final Map<TopicPartition, Long> stood = new HashMap<>();

    /** Where the reading of each began that is read. */
    private final Map<TopicPartition, Long> began = new HashMap<>();

    /** From where on a record is to be seen. */
    private final Map<TopicPartition, Long> visible = new HashMap<>();

    /** Nothing is to be seen of these offsets: {@code from} inclusive, {@code to} exclusive. */
    record Range(long from, long to) {
        static final Range NONE = new Range(0, 0);
    }

    InvisibleRecords(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static InvisibleRecords in(OrderedInputs.Plan plan) {
        Properties reading = new Properties();
        reading.putAll(plan.clients());
        reading.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, plan.groupId() + "-ends");
        reading.setProperty(ConsumerConfig.GROUP_ID_CONFIG, plan.groupId());
        reading.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        reading.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reading.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // One record is enough to know that there is one.
        reading.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(16 << 10));
        return new InvisibleRecords(
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** Of partitions that stand still before their ends: what follows there that is not to be seen. */
    Map<TopicPartition, Range> before(Map<TopicPartition, Long> ends, List<PartitionProgress> partitions) {
        Map<TopicPartition, Long> still = new HashMap<>();
        for (PartitionProgress progress : partitions) {
            TopicPartition partition = progress.partition();
            Long next = progress.next();
            boolean stands = next.equals(stood.put(partition, next));
            if (stands && next < ends.getOrDefault(partition, 0L) && !next.equals(visible.get(partition))) {
                still.put(partition, next);
            }
        }
        readFrom(still);
        if (still.keySet().stream().anyMatch(partition -> position(partition) < ends.getOrDefault(partition, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                visible.put(partition, still.get(partition));
            }
        }
        Map<TopicPartition, Range> invisible = new HashMap<>();
        still.forEach((partition, next) -> {
            if (!next.equals(visible.get(partition))) {
                invisible.put(partition, new Range(next, position(partition)));
            }
        });
        return invisible;
    }

    private void readFrom(Map<TopicPartition, Long> still) {
        began.keySet().retainAll(still.keySet());
        if (!consumer.assignment().equals(still.keySet())) {
            consumer.assign(still.keySet());
        }
        still.forEach((partition, next) -> {
            if (!next.equals(began.put(partition, next))) {
                seek(partition, next);
            }
        });
    }

    private void seek(TopicPartition partition, long next) {
        if (next >= 0) {
            consumer.seek(partition, next);
            return;
        }
        OffsetAndMetadata committed = next == KafkaPartitionSplit.COMMITTED_OFFSET
                ? consumer.committed(Collections.singleton(partition), LOOKING_UP)
                        .get(partition)
                : null;
        if (committed == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, committed);
        }
    }

    private long position(TopicPartition partition) {
        try {
            return consumer.position(partition, LOOKING_UP);
        } catch (TimeoutException notYetKnown) {
            return -1;
        }
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(LOOKING_UP));
    }
}
