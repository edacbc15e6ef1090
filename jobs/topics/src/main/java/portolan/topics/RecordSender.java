// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records in their order, and knows how many of them, counted from the first, all replicas in sync have. A broker
 * that is away for less than two minutes is waited for; no record stands there twice because of that.
 *
 * <p>Not for several threads.
 */
public final class RecordSender implements AutoCloseable {
    private final KafkaAccess access;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Future<RecordMetadata>> unconfirmed = new ArrayDeque<>();
    private long sent;
    private long confirmed;

    /**
     * A sender of records, none of which is larger than this.
     *
     * @param more settings of the producer that differ
     * @throws KafkaFault if the settings cannot be used
     */
    public RecordSender(KafkaAccess access, String clientId, int maxRequestBytes, Map<String, ?> more) {
        this.access = access;
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRequestBytes);
        settings.putAll(more);
        try {
            this.producer =
                    new KafkaProducer<>(access.client(settings), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaFault.of(access, e);
        }
    }

    /**
     * Hands a record over.
     *
     * @throws KafkaFault if this one, or one before it, cannot be written
     */
    public void send(ProducerRecord<byte[], byte[]> record) {
        try {
            unconfirmed.add(producer.send(record));
            sent++;
            while (!unconfirmed.isEmpty() && unconfirmed.element().isDone()) {
                confirmFirst();
            }
        } catch (KafkaException e) {
            throw KafkaFault.of(access, e);
        }
    }

    /**
     * Waits until all that was handed over is confirmed.
     *
     * @throws KafkaFault if one cannot be written
     */
    public void flush() {
        producer.flush();
        while (!unconfirmed.isEmpty()) {
            confirmFirst();
        }
    }

    private void confirmFirst() {
        try {
            // Taken out even if it failed: who goes on is not told of it again.
            unconfirmed.remove().get();
            confirmed++;
        } catch (ExecutionException e) {
            throw KafkaFault.of(access, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFault.of(access, e);
        }
    }

    /** Records handed over so far. */
    public long sent() {
        return sent;
    }

    /** How many of them, from the first on, are known to be there. */
    public long confirmed() {
        return confirmed;
    }

    /** Does not wait: who wants all to be there has flushed. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
