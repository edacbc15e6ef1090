// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The work in one thread: nothing is durable, nothing is exchanged. What is left is what the work itself costs, and
 * Kafka's clients.
 */
final class Loop implements RunningSubject {
    private static final Duration POLL = Duration.ofMillis(100);
    private final LoopWork work;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::run, "loop");

    private volatile boolean assigned;

    /** The first one: what follows from it would say less. */
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

    private Loop(SubjectSettings settings, LoopWork work) {
        this.work = work;
        consumer = new KafkaConsumer<>(consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                with(ClientSettings.producer(), settings), new ByteArraySerializer(), new ByteArraySerializer());
        consumer.subscribe(List.of(settings.filed()));
    }

    /** Starts a loop that does this work, which nobody else may use. */
    static Loop start(SubjectSettings settings, LoopWork work) {
        Loop loop = new Loop(settings, work);
        loop.thread.start();
        return loop;
    }

    private static Properties consumer(SubjectSettings settings) {
        Properties consumer = with(ClientSettings.consumer(), settings);
        consumer.setProperty(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "true");
        return consumer;
    }

    private static Properties with(Properties client, SubjectSettings settings) {
        client.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        return client;
    }

    private void run() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                assigned |= !consumer.assignment().isEmpty();
            }
        } catch (WakeupException stopped) {
            // By close().
        } catch (RuntimeException | Error e) {
            fault.compareAndSet(null, e);
        } finally {
            consumer.close();
            producer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        work.take(ReadRecords.take(record), this::send);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of a failure.
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                fault.compareAndSet(null, failed);
            }
        });
    }

    @Override
    public boolean isConsuming() {
        requireNoFault();
        return assigned;
    }

    private void requireNoFault() {
        Throwable first = fault.get();
        if (first != null) {
            throw new IllegalStateException("the loop has failed", first);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What was still on its way may have failed since anybody asked.
        requireNoFault();
    }
}
