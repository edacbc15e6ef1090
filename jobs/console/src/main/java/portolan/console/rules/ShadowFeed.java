// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/**
 * Reads the assessments of champions and of shadows from some time until now, side by side, so that the two halves of a
 * pair are never far apart. It joins no group and commits nothing.
 */
final class ShadowFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWERS_WITHIN = KafkaAccess.PATIENCE;

    /** No partition is read so much further than the slowest. */
    private static final long AHEAD_MILLIS = 60_000;

    private final KafkaAccess kafka;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, TopicScan.Range> ranges = new HashMap<>();
    private final Map<TopicPartition, Long> readUpTo = new HashMap<>();
    private long unreadable;

    private ShadowFeed(KafkaAccess kafka) {
        this.kafka = kafka;
        this.consumer = kafka.reader("portolan-shadows", KafkaAccess.HARDLY_WAITS);
    }

    static ShadowFeed at(KafkaAccess kafka) {
        kafka.reached().close();
        return new ShadowFeed(kafka);
    }

    /** Hands everything of this time to the join, and returns. */
    // The scan ends with the consumer.
    @SuppressWarnings("resource")
    void readInto(ShadowJoin join, Instant since) throws UnusableInputException {
        AvroWire<ConsignmentAssessed> wire = Topics.CONSIGNMENTS_ASSESSED.wire();
        AvroWire<ConsignmentAssessed> shadowWire = Topics.ASSESSMENTS_SHADOWED.wire();
        TopicScan scan = new TopicScan(kafka, consumer);
        for (KafkaTopic topic : List.of(Topics.CONSIGNMENTS_ASSESSED, Topics.ASSESSMENTS_SHADOWED)) {
            Map<TopicPartition, TopicScan.Range> there = scan.since(topic, since);
            if (there.isEmpty()) {
                throw KafkaFaults.missing(kafka, topic);
            }
            ranges.putAll(there);
        }
        List<TopicPartition> all = List.copyOf(ranges.keySet());
        consumer.assign(all);
        ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
        while (!all.stream().allMatch(this::isRead)) {
            waitForTheSlowest(all);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                readUpTo.merge(new TopicPartition(record.topic(), record.partition()), record.timestamp(), Math::max);
                if (record.topic().equals(kafka.name(Topics.CONSIGNMENTS_ASSESSED))) {
                    take(wire, record, join::champion);
                } else {
                    take(shadowWire, record, join::shadow);
                }
            }
        }
    }

    /** Records that could not be read. */
    long unreadable() {
        return unreadable;
    }

    private void take(
            AvroWire<ConsignmentAssessed> wire, ConsumerRecord<byte[], byte[]> record, Consumer<JudgedInput> to) {
        if (record.value() != null
                && wire.decode(record.value()) instanceof DecodeResult.Value<ConsignmentAssessed> value) {
            to.accept(JudgedInput.of(value.value()));
        } else {
            unreadable++;
        }
    }

    private boolean isRead(TopicPartition partition) {
        return consumer.position(partition, ANSWERS_WITHIN)
                >= Objects.requireNonNull(ranges.get(partition)).to();
    }

    private void waitForTheSlowest(List<TopicPartition> all) {
        long slowest = all.stream()
                .filter(partition -> !isRead(partition))
                .mapToLong(partition -> readUpTo.getOrDefault(partition, Long.MIN_VALUE))
                .min()
                .orElse(Long.MAX_VALUE - AHEAD_MILLIS);
        List<TopicPartition> ahead = all.stream()
                .filter(partition ->
                        isRead(partition) || readUpTo.getOrDefault(partition, Long.MIN_VALUE) > slowest + AHEAD_MILLIS)
                .toList();
        consumer.pause(ahead);
        consumer.resume(all.stream().filter(one -> !ahead.contains(one)).toList());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
