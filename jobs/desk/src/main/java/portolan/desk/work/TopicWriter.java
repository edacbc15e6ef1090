// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import portolan.schemas.wire.Topic;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** Writes records one at a time and waits for the brokers; knows where a topic ends. For several threads. */
final class TopicWriter implements AutoCloseable {
    private static final int ANSWERS_WITHIN = (int) KafkaAccess.PATIENCE.toMillis();

    /** Lines of the audit of some minutes at a busy desk. */
    private static final int MOST_WAITING = 10_000;

    private final KafkaAccess access;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> ends;
    private final ThreadPoolExecutor handing =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), run -> {
                Thread thread = new Thread(run, "desk-writes");
                thread.setDaemon(true);
                return thread;
            });

    TopicWriter(KafkaAccess access) {
        this.access = access;
        this.ends = access.reader("portolan-desk-ends", Map.of());
        try {
            this.producer = new KafkaProducer<>(
                    access.client(Map.of(
                            CommonClientConfigs.CLIENT_ID_CONFIG,
                            "portolan-desk",
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            ANSWERS_WITHIN,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            ANSWERS_WITHIN / 2,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            ANSWERS_WITHIN)),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        } catch (KafkaException e) {
            ends.close();
            throw KafkaFault.of(access, e);
        }
    }

    /**
     * Writes a record, and says where it stands once all replicas have it.
     *
     * @throws KafkaFault if the brokers do not confirm it: it may be written all the same
     */
    <T extends SpecificRecord> RecordMetadata write(Topic<T> topic, T value) throws InterruptedException {
        try {
            return producer.send(record(topic, value)).get();
        } catch (ExecutionException | KafkaException e) {
            throw KafkaFault.of(access, e);
        }
    }

    /**
     * Writes records in their order, and says where the last one stands once all replicas have them.
     *
     * @param values at least one
     * @throws KafkaFault if the brokers do not confirm all of them
     */
    <T extends SpecificRecord> RecordMetadata write(Topic<T> topic, List<T> values) throws InterruptedException {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (T value : values) {
                sent.add(producer.send(record(topic, value)));
            }
            RecordMetadata last = null;
            for (Future<RecordMetadata> one : sent) {
                last = one.get();
            }
            return Objects.requireNonNull(last, "nothing to write");
        } catch (ExecutionException | KafkaException e) {
            throw KafkaFault.of(access, e);
        }
    }

    /**
     * Hands a record over, and tells what became of it. It does not wait: before Kafka was reached once the producer would,
     * for as long as it has patience. So a thread of its own hands over; of what waits for it there is a bound.
     */
    <T extends SpecificRecord> void write(Topic<T> topic, T value, Runnable onFailure) {
        try {
            handing.execute(() -> hand(topic, value, onFailure));
        } catch (RejectedExecutionException e) {
            onFailure.run();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private <T extends SpecificRecord> void hand(Topic<T> topic, T value, Runnable onFailure) {
        try {
            producer.send(record(topic, value), (metadata, failed) -> {
                if (failed != null) {
                    onFailure.run();
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            onFailure.run();
        }
    }

    private <T extends SpecificRecord> ProducerRecord<byte[], byte[]> record(Topic<T> topic, T value) {
        return new ProducerRecord<>(
                access.name(topic), topic.key(value), topic.wire().encode(value));
    }

    /**
     * Where each partition of a topic ends now.
     *
     * @throws KafkaFault if the brokers do not say
     */
    Map<TopicPartition, Long> ends(Topic<?> topic) {
        synchronized (ends) {
            try {
                List<TopicPartition> partitions = ends.partitionsFor(access.name(topic)).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                return new HashMap<>(ends.endOffsets(partitions));
            } catch (KafkaException e) {
                throw KafkaFault.of(access, e);
            }
        }
    }

    @Override
    public void close() {
        handing.shutdown();
        try {
            if (!handing.awaitTermination(2, TimeUnit.SECONDS)) {
                handing.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(2));
        synchronized (ends) {
            ends.close();
        }
    }
}
