// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import portolan.console.evidence.EvidenceWriter;
import portolan.schemas.wire.Topic;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** Writes records and waits for the brokers; knows where a topic ends. For several threads. */
final class TopicWriter implements AutoCloseable {
    private final KafkaAccess access;
    private final EvidenceWriter evidence;
    private final Consumer<byte[], byte[]> ends;

    TopicWriter(KafkaAccess access, EvidenceWriter evidence) {
        this.access = access;
        this.evidence = evidence;
        this.ends = access.reader("portolan-desk-ends", Map.of());
    }

    /**
     * Writes a record, and says where it stands once all replicas have it.
     *
     * @throws KafkaFault if the brokers do not confirm it: it may be written all the same
     */
    <T extends SpecificRecord> RecordMetadata write(Topic<T> topic, T value) throws InterruptedException {
        return evidence.write(topic, value);
    }

    /**
     * Writes records in their order, and says where the last one stands once all replicas have them.
     *
     * @param values at least one
     * @throws KafkaFault if the brokers do not confirm all of them
     */
    <T extends SpecificRecord> RecordMetadata write(Topic<T> topic, List<T> values) throws InterruptedException {
        List<RecordMetadata> written = evidence.write(topic, values);
        return written.get(written.size() - 1);
    }

    /** Hands a record over, and does not wait. */
    <T extends SpecificRecord> CompletableFuture<RecordMetadata> send(Topic<T> topic, T value) {
        return evidence.send(topic, value);
    }

    /**
     * Waits for what was handed over.
     *
     * @throws KafkaFault if the brokers do not confirm it in that time: it may be written all the same
     */
    void await(CompletableFuture<RecordMetadata> sent, Duration longest) throws InterruptedException {
        evidence.await(sent, longest);
    }

    /**
     * Where each partition of some topics ends now.
     *
     * @throws KafkaFault if the brokers do not say
     */
    Map<TopicPartition, Long> ends(List<Topic<?>> topics) {
        synchronized (ends) {
            try {
                List<TopicPartition> partitions = topics.stream()
                        .flatMap(topic -> ends.partitionsFor(access.name(topic)).stream())
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
        synchronized (ends) {
            ends.close();
        }
    }
}
