// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import portolan.peers.RunningSubject;
import portolan.peers.SubjectProcess;
import portolan.peers.SubjectSettings;

/**
 * The first limit: consumers that only take bytes, one a thread. Where the topic ends it begins again, so that there is
 * enough to read for as long as a measurement lasts.
 */
public final class RawSubject implements RunningSubject {
    private static final Duration POLL = Duration.ofMillis(100);

    private final LongAdder read = new LongAdder();
    private volatile boolean closed;

    private RawSubject(SubjectSettings options) {
        for (int i = 0; i < options.parallelism(); i++) {
            int share = i;
            new Thread(() -> take(options, share), "raw-" + i).start();
        }
    }

    public static void main(String[] words) {
        SubjectProcess.run(words, RawSubject::new);
    }

    @Override
    public boolean isConsuming() {
        return true;
    }

    @Override
    public long read() {
        return read.sum();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void take(SubjectSettings options, int share) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        options.bootstrap(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        "5000",
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                        Integer.toString(1 << 20)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(options.filed()).stream()
                    .map(partition -> new TopicPartition(options.filed(), partition.partition()))
                    .filter(partition -> partition.partition() % options.parallelism() == share)
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!closed) {
                read.add(consumer.poll(POLL).count());
                for (TopicPartition partition : partitions) {
                    if (consumer.position(partition) >= ends.getOrDefault(partition, Long.MAX_VALUE)) {
                        consumer.seekToBeginning(List.of(partition));
                    }
                }
            }
        }
    }
}
