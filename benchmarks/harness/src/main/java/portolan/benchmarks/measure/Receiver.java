// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import portolan.benchmarks.process.Arguments;
import portolan.benchmarks.process.Lifeline;
import portolan.benchmarks.process.WallClock;

/**
 * The process that waits for results. It reads the output topic from its end and writes two interval logs, a histogram
 * a second: from the intended time of a filing to its result in this process's hand, and from the intended time to the
 * broker's append of the result. Once a second it says {@code seen RECORDS DISTINCT}, where distinct are the filings
 * that the records are about.
 */
public final class Receiver {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private Receiver() {}

    /**
     * Reads until standard input ends.
     *
     * @param words {@code --bootstrap, --topic, --isolation, --arrived} and {@code --appended}, the log files
     */
    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.of(words);
        Lifeline lifeline = Lifeline.onStandardInput();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(arguments);
                IntervalLog arrived = IntervalLog.to(Path.of(arguments.text("arrived")));
                IntervalLog appended = IntervalLog.to(Path.of(arguments.text("appended")))) {
            String topic = arguments.text("topic");
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            System.out.println("ready");
            receive(consumer, lifeline, arrived, appended);
        }
    }

    private static void receive(
            KafkaConsumer<byte[], byte[]> consumer, Lifeline lifeline, IntervalLog arrived, IntervalLog appended) {
        WallClock clock = WallClock.start();
        IntendedTime intended = new IntendedTime();
        BitSet filings = new BitSet();
        long seen = 0;
        long distinct = 0;
        long nextReport = System.nanoTime() + SECOND_NANOS;
        while (!lifeline.isCut()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (intended.read(record.value())) {
                    arrived.record(clock.micros() - intended.micros());
                    appended.record(record.timestamp() * 1_000 - intended.micros());
                    int sequence = (int) intended.sequence();
                    if (!filings.get(sequence)) {
                        filings.set(sequence);
                        distinct++;
                    }
                    seen++;
                }
            }
            if (System.nanoTime() >= nextReport) {
                nextReport += SECOND_NANOS;
                arrived.endInterval();
                appended.endInterval();
                System.out.println("seen " + seen + ' ' + distinct);
            }
        }
        arrived.endInterval();
        appended.endInterval();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Arguments arguments) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.text("bootstrap"),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, arguments.text("isolation", "read_uncommitted"),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000",
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG, Integer.toString(1 << 20)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
