package portolan.local;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import portolan.topics.KafkaAccess;

/**
 * Sends records to Kafka: at once, or at a constant rate, each at its own time, however late the one before was.
 */
final class FeedSender implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<Exception> fault = new AtomicReference<>();

    FeedSender(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                KafkaAccess.at(bootstrapServers)
                        .client(Map.of(
                                ProducerConfig.CLIENT_ID_CONFIG,
                                "portolan-feed",
                                ProducerConfig.LINGER_MS_CONFIG,
                                "1",
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                Integer.toString(2 << 20))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Records handed to Kafka so far. */
    long sent() {
        return sent.get();
    }

    /** Sends records at once and waits until the broker has them. */
    void sendAtOnce(Iterator<ProducerRecord<byte[], byte[]>> records, Stop stop) {
        while (records.hasNext() && !stop.isAsked()) {
            send(records.next());
        }
        producer.flush();
    }

    /** Sends at a constant rate until the records or the user's patience end. */
    void sendPaced(Iterator<ProducerRecord<byte[], byte[]>> records, double perSecond, Stop stop) {
        long began = System.nanoTime();
        for (long i = 0; records.hasNext() && !stop.isAsked(); i++) {
            // From the count, not from the last sending: a late record must not make all later ones late.
            long due = began + (long) (i * (NANOS_PER_SECOND / perSecond));
            for (long left = due - System.nanoTime(); left > 0 && !stop.isAsked(); left = due - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, NANOS_PER_SECOND / 10));
            }
            if (stop.isAsked()) {
                return;
            }
            send(records.next());
        }
        producer.flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                fault.compareAndSet(null, failed);
            }
        });
        sent.incrementAndGet();
        Exception failed = fault.get();
        if (failed != null) {
            throw new IllegalStateException("the feed could not be sent: topic=" + record.topic(), failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
