// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.RuleSet;
import portolan.topics.KafkaAccess;

/**
 * Reads alerts and the assessments behind them, and brings the two together. It joins no group and commits nothing:
 * watching must not disturb.
 *
 * <p>Of a history the alerts are read a little ahead of the assessments, so that each is asked for before it is read,
 * and what has to be buffered stays small however far back it goes.
 */
final class AlertFeed implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
    private static final Duration ANSWERS_WITHIN = KafkaAccess.PATIENCE;

    /** A partition with more alerts than that in hand is not read on. */
    private static final int MOST_IN_HAND = 1_000;

    /** Assessments are read so much further than the latest alert taken up. */
    private static final long AHEAD_MILLIS = 60_000;

    /** An alert may be on its topic before the assessment of the same filing is, or after. */
    private static final Duration EARLIER = Duration.ofSeconds(30);

    private final KafkaAccess kafka;
    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final AvroWire<AlertRaised> alertWire;
    private final AvroWire<ConsignmentAssessed> assessmentWire = Topics.CONSIGNMENTS_ASSESSED.wire();
    private final AlertPairing pairing;
    private final Listener unreadable;
    private final List<TopicPartition> alerts;
    private final List<TopicPartition> assessments;
    private final InTimeOrder<Taken> inOrder;
    private final Map<TopicPartition, Long> readUpTo = new HashMap<>();
    private long takenUpTo = Long.MIN_VALUE;
    private boolean hasJustRead;

    /** Hears of each record that is no alert or no assessment. */
    interface Listener {
        void unreadable(String message);
    }

    private record Taken(AlertRaised alert, long time) {}

    /**
     * Reads alerts and what is behind them.
     *
     * @param since from when on; null: only what comes from now on
     * @param ruleSets by hash, as far as their texts are at hand
     */
    AlertFeed(
            KafkaAccess kafka,
            Consumer<byte[], byte[]> consumer,
            Topic<AlertRaised> topic,
            @Nullable Instant since,
            Function<String, @Nullable RuleSet> ruleSets,
            Clock clock,
            Listener unreadable)
            throws UnusableInputException {
        this.kafka = kafka;
        this.consumer = consumer;
        this.topic = kafka.name(topic);
        this.alertWire = topic.wire();
        this.unreadable = unreadable;
        this.pairing = new AlertPairing(ruleSets);
        this.alerts = partitions(topic);
        this.assessments = partitions(Topics.CONSIGNMENTS_ASSESSED);
        this.inOrder =
                new InTimeOrder<>(alerts.stream().map(TopicPartition::partition).toList());
        List<TopicPartition> all = new ArrayList<>(alerts);
        all.addAll(assessments);
        consumer.assign(all);
        if (since == null) {
            consumer.seekToEnd(alerts);
        } else {
            seek(alerts, since);
        }
        Instant assessedSince = since == null ? clock.instant() : since;
        seek(assessments, assessedSince.isAfter(Instant.EPOCH) ? assessedSince.minus(EARLIER) : assessedSince);
        // Seeking is lazy: asking fixes "now" before anything else is done.
        all.forEach(partition -> consumer.position(partition, ANSWERS_WITHIN));
    }

    /** Takes in what has come, or waits a moment; the alerts that can be told now, in their order. */
    List<AlertNews> poll(Clock clock) {
        boolean alertsAtEnd = alerts.stream().allMatch(this::isAtEnd) && inOrder.isEmpty();
        pauseOrResume(alerts, partition -> inOrder.waiting(partition.partition()) >= MOST_IN_HAND);
        pauseOrResume(
                assessments,
                partition -> !alertsAtEnd
                        && takenUpTo != Long.MIN_VALUE
                        && readUpTo.getOrDefault(partition, Long.MIN_VALUE) > takenUpTo + AHEAD_MILLIS);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(LONGEST_WAIT);
        hasJustRead = !records.isEmpty();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.topic().equals(topic)) {
                takeAlert(record);
            } else {
                takeAssessment(record);
            }
        }
        long now = clock.millis();
        while (!pairing.isFull()) {
            Taken next = inOrder.next(this::holdsNobodyUp);
            if (next == null) {
                break;
            }
            takenUpTo = Math.max(takenUpTo, next.time());
            pairing.alert(next.alert(), next.time(), now);
        }
        return pairing.ready(now, assessedUpTo());
    }

    /** A partition that is not read on, because so many of it wait, brings nothing however long one waits for it. */
    private boolean holdsNobodyUp(int partition) {
        return inOrder.waiting(partition) >= MOST_IN_HAND || isAtEnd(new TopicPartition(topic, partition));
    }

    /** What waits for its assessment still. */
    List<AlertNews> rest(Clock clock) {
        return pairing.rest(clock.millis());
    }

    /** Whether the last poll brought anything. */
    boolean hasJustRead() {
        return hasJustRead;
    }

    /** Whether the brokers answer. A consumer that waits for them says nothing by itself. */
    boolean isAnswered(Duration within) {
        try {
            consumer.endOffsets(alerts, within);
            return true;
        } catch (RetriableException e) {
            return false;
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private void takeAlert(ConsumerRecord<byte[], byte[]> record) {
        AlertRaised alert = decoded(alertWire, record);
        if (alert != null) {
            inOrder.add(record.partition(), record.timestamp(), new Taken(alert, record.timestamp()));
        }
    }

    private void takeAssessment(ConsumerRecord<byte[], byte[]> record) {
        readUpTo.merge(new TopicPartition(record.topic(), record.partition()), record.timestamp(), Math::max);
        ConsignmentAssessed assessment = decoded(assessmentWire, record);
        if (assessment != null) {
            pairing.assessed(assessment);
        }
    }

    private <T extends SpecificRecord> @Nullable T decoded(AvroWire<T> wire, ConsumerRecord<byte[], byte[]> record) {
        DecodeResult<T> decoded = wire.decode(record.value() == null ? new byte[0] : record.value());
        if (decoded instanceof DecodeResult.Value<T> value) {
            return value.value();
        }
        String reason = decoded instanceof DecodeResult.Refused<T> refused
                ? refused.fault().message()
                : "no reason";
        unreadable.unreadable("cannot be read: topic=" + record.topic() + ", partition=" + record.partition()
                + ", offset=" + record.offset() + ", " + reason);
        return null;
    }

    /** Up to when all assessments were read; a partition that is at its end has none that is older than now. */
    private long assessedUpTo() {
        return assessments.stream()
                .filter(partition -> !isAtEnd(partition))
                .mapToLong(partition -> readUpTo.getOrDefault(partition, Long.MIN_VALUE))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Before a first answer nobody knows: then it is not. */
    private boolean isAtEnd(TopicPartition partition) {
        return consumer.currentLag(partition).orElse(1) == 0;
    }

    private void pauseOrResume(List<TopicPartition> partitions, Predicate<TopicPartition> isEnough) {
        Map<Boolean, List<TopicPartition>> byWhether = partitions.stream().collect(Collectors.partitioningBy(isEnough));
        consumer.pause(byWhether.getOrDefault(true, List.of()));
        consumer.resume(byWhether.getOrDefault(false, List.of()));
    }

    private void seek(List<TopicPartition> partitions, Instant since) {
        if (!since.isAfter(Instant.EPOCH)) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(partition -> partition, unused -> since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times, ANSWERS_WITHIN);
        List<TopicPartition> nothingSince = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = offsets.get(partition);
            if (offset == null) {
                nothingSince.add(partition);
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
        // Seeking to the end of no partitions in particular would seek in all.
        if (!nothingSince.isEmpty()) {
            consumer.seekToEnd(nothingSince);
        }
    }

    private List<TopicPartition> partitions(KafkaTopic wanted) throws UnusableInputException {
        List<PartitionInfo> infos = consumer.partitionsFor(kafka.name(wanted), ANSWERS_WITHIN);
        if (infos == null || infos.isEmpty()) {
            throw KafkaFaults.missing(kafka, wanted);
        }
        return infos.stream()
                .map(info -> new TopicPartition(kafka.name(wanted), info.partition()))
                .sorted(Comparator.comparing(TopicPartition::partition))
                .toList();
    }
}
