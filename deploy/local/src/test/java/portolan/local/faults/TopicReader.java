// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import portolan.schemas.wire.KafkaTopic;
import portolan.testing.Patience;

/** Reads what is committed on a topic, from its beginning, and goes on from there when it is asked again. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(String bootstrap, KafkaTopic topic) {
        this.topic = topic.name();
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        // What is asked next waits for a request that the broker holds.
                        "fetch.max.wait.ms",
                        10),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(this.topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Hands over what is new, up to what is committed now. */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> hearer) {
        // Markers of transactions have offsets as well: what was read is told by positions, not by a count.
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + Patience.LASTS.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not read within " + Patience.LASTS + ": topic=" + topic);
            }
            consumer.poll(POLL).forEach(hearer);
        }
    }

    /** Hands over what comes next, as soon as it does; after a moment nothing. */
    void next(Consumer<ConsumerRecord<byte[], byte[]>> hearer) {
        consumer.poll(POLL).forEach(hearer);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
