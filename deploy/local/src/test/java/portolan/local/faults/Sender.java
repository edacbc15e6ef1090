// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that gives no record up and sends none twice, also while its broker is away. */
final class Sender implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> fault = new AtomicReference<>();

    Sender(String bootstrap) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "enable.idempotence",
                        "true",
                        "linger.ms",
                        "1",
                        "max.block.ms",
                        "600000",
                        "delivery.timeout.ms",
                        "600000",
                        "reconnect.backoff.max.ms",
                        "500",
                        "max.request.size",
                        "2162688"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends all, and returns once the broker has them. */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(this::send);
        flush();
    }

    /** Sends on a thread of its own, so many a second, each at its own time. */
    CompletableFuture<Void> sendPaced(List<ProducerRecord<byte[], byte[]>> records, int perSecond) {
        return CompletableFuture.runAsync(
                () -> {
                    long began = System.nanoTime();
                    for (int i = 0; i < records.size(); i++) {
                        long due = began + i * NANOS_PER_SECOND / perSecond;
                        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                            LockSupport.parkNanos(left);
                        }
                        send(records.get(i));
                    }
                    flush();
                },
                task -> new Thread(task, "sender").start());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                fault.compareAndSet(null, failed);
            }
        });
    }

    private void flush() {
        producer.flush();
        Exception failed = fault.get();
        if (failed != null) {
            throw new IllegalStateException("a record could not be sent", failed);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
