// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import portolan.benchmarks.process.Arguments;
import portolan.benchmarks.process.Lifeline;

/**
 * The first limit: consumers that only take bytes, one a thread. Where the topic ends it begins again, so that there is
 * enough to read for as long as a measurement lasts.
 */
public final class RawSubject {
    private static final Duration POLL = Duration.ofMillis(100);

    private RawSubject() {}

    public static void main(String[] words) throws InterruptedException {
        SubjectOptions options = SubjectOptions.of(Arguments.of(words));
        Lifeline lifeline = Lifeline.onStandardInput();
        LongAdder read = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.parallelism(); i++) {
            int share = i;
            Thread thread = new Thread(() -> take(options, share, read, lifeline), "raw-" + i);
            threads.add(thread);
            thread.start();
        }
        ReadCount.report(read::sum, lifeline, () -> false);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void take(SubjectOptions options, int share, LongAdder read, Lifeline lifeline) {
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
            while (!lifeline.isCut()) {
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
