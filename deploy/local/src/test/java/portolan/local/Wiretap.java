// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;

/** Two hands at a broker: one sends, the other reads topics from their beginning. */
final class Wiretap implements AutoCloseable {
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> fault = new AtomicReference<>();

    Wiretap(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    <R extends SpecificRecord> void send(Topic<R> topic, R record) {
        send(
                topic,
                Objects.requireNonNull(topic.key(record), "what a test sends has a key"),
                topic.wire().encode(record));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    void send(KafkaTopic topic, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key, value), (metadata, failed) -> {
            if (failed != null) {
                fault.compareAndSet(null, failed);
            }
        });
    }

    /** Waits until the broker stamps records with a later time than this one. */
    void awaitAfter(Instant time) throws Exception {
        AtomicLong stamp = new AtomicLong();
        Patience.until(
                "the broker's clock shows more than " + time,
                () -> {
                    stamp.set(producer.send(new ProducerRecord<>(Topics.CLOCK_TICKED.name(), new byte[0]))
                            .get()
                            .timestamp());
                    return stamp.get() > time.toEpochMilli();
                },
                () -> Instant.ofEpochMilli(stamp.get()));
    }

    /** Waits for the first record that is as wanted; the records before it are asked for, too, in their order. */
    <R extends SpecificRecord> R await(Topic<R> topic, Predicate<R> wanted) {
        producer.flush();
        if (fault.get() != null) {
            throw new AssertionError("a record could not be sent", fault.get());
        }
        AvroWire<R> wire = topic.wire();
        List<R> seen = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = atTheBeginningOf(topic)) {
            long deadline = System.nanoTime() + Patience.LASTS.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    R record = decoded(wire, message);
                    seen.add(record);
                    if (wanted.test(record)) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("not on " + topic + " within " + Patience.LASTS + "; seen: " + seen.size()
                + ", the last: " + (seen.isEmpty() ? "none" : seen.get(seen.size() - 1)));
    }

    /** What is on a topic now. */
    <R extends SpecificRecord> List<R> all(Topic<R> topic) {
        AvroWire<R> wire = topic.wire();
        List<R> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = atTheBeginningOf(topic)) {
            long end = consumer.endOffsets(consumer.assignment()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long deadline = System.nanoTime() + Patience.LASTS.toNanos();
            while (all.size() < end) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not read within " + Patience.LASTS + ": " + topic + ", records=" + end
                            + ", read=" + all.size());
                }
                consumer.poll(Duration.ofMillis(100)).forEach(message -> all.add(decoded(wire, message)));
            }
        }
        return all;
    }

    private static <R extends SpecificRecord> R decoded(AvroWire<R> wire, ConsumerRecord<byte[], byte[]> message) {
        if (wire.decode(message.value()) instanceof DecodeResult.Value<R> decoded) {
            return decoded.value();
        }
        throw new AssertionError("not a record of its topic: " + message);
    }

    private KafkaConsumer<byte[], byte[]> atTheBeginningOf(KafkaTopic topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                KafkaAccess.at(bootstrapServers).client(KafkaAccess.HARDLY_WAITS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    @Override
    public void close() {
        producer.close();
    }
}
