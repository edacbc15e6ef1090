// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

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
    private final Map<TopicPartition, Long> ends = new HashMap<>();
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
    void readInto(ShadowJoin join, Instant since) throws UnusableInputException {
        AvroWire<ConsignmentAssessed> wire = Topics.CONSIGNMENTS_ASSESSED.wire();
        AvroWire<ConsignmentAssessed> shadowWire = Topics.ASSESSMENTS_SHADOWED.wire();
        List<TopicPartition> all = new ArrayList<>(partitions(Topics.CONSIGNMENTS_ASSESSED));
        all.addAll(partitions(Topics.ASSESSMENTS_SHADOWED));
        consumer.assign(all);
        ends.putAll(consumer.endOffsets(all));
        seek(all, since);
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
        return consumer.position(partition, ANSWERS_WITHIN) >= ends.getOrDefault(partition, 0L);
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

    private void seek(List<TopicPartition> all, Instant since) {
        Map<TopicPartition, Long> times = new HashMap<>();
        all.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times, ANSWERS_WITHIN);
        for (TopicPartition partition : all) {
            OffsetAndTimestamp offset = offsets.get(partition);
            consumer.seek(partition, offset == null ? ends.getOrDefault(partition, 0L) : offset.offset());
        }
    }

    private List<TopicPartition> partitions(KafkaTopic wanted) throws UnusableInputException {
        List<PartitionInfo> infos = consumer.partitionsFor(kafka.name(wanted), ANSWERS_WITHIN);
        if (infos == null || infos.isEmpty()) {
            throw KafkaFaults.missing(kafka, wanted);
        }
        return infos.stream()
                .map(info -> new TopicPartition(kafka.name(wanted), info.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
