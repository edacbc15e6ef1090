// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.RecordSender;

/**
 * Sends records to Kafka: at once, or at a constant rate, each at its own time, however late the one before was.
 */
final class FeedSender implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final RecordSender sender;

    FeedSender(KafkaAccess access, String clientId, int lingerMillis) {
        this.sender = new RecordSender(
                access,
                clientId,
                Topics.CONSIGNMENTS_FILED.maxMessageBytes(),
                Map.of(ProducerConfig.LINGER_MS_CONFIG, lingerMillis));
    }

    /** How many of them, from the first on, are known to be there; for the thread that sends. */
    long confirmed() {
        return sender.confirmed();
    }

    /** Waits until the brokers have all that was handed to them. */
    void flush() {
        sender.flush();
    }

    /** Sends records at once and waits until the broker has them. */
    void sendAtOnce(Iterator<ProducerRecord<byte[], byte[]>> records, Stop stop) {
        while (records.hasNext() && !stop.isAsked()) {
            send(records.next());
        }
        flush();
    }

    /** Sends at a constant rate until the records or the user's patience end. */
    void sendPaced(Iterator<ProducerRecord<byte[], byte[]>> records, double perSecond, Stop stop) {
        sendPaced(records, this::send, perSecond, stop);
    }

    /** The same with steps of several records, or of none. */
    void sendStepsPaced(Iterator<List<ProducerRecord<byte[], byte[]>>> steps, double perSecond, Stop stop) {
        sendPaced(steps, step -> step.forEach(this::send), perSecond, stop);
    }

    private <T> void sendPaced(Iterator<T> records, Consumer<T> send, double perSecond, Stop stop) {
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
            send.accept(records.next());
        }
        flush();
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        sender.send(record);
    }

    @Override
    public void close() {
        sender.close();
    }
}
