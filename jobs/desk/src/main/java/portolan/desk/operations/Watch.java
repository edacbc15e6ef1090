// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.console.rejects.RejectReader;
import portolan.console.rejects.Rejected;
import portolan.console.screen.SafeText;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * Watches what jobs write, in a thread of its own, and keeps what the operations page shows. It joins no group and commits
 * nothing. What it keeps is bounded. Of assessments it decodes so many a second: latency is a sample where they come faster.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long TICK_MILLIS = 1_000;
    private static final long LOOK_ROUND_MILLIS = 30_000;
    private static final long AGAIN_MILLIS = 2_000;

    /** Of a second's assessments it reads so many, evenly: all would take half as much processor as their index does. */
    private static final int SAMPLED = 100;

    /** So many assessments it may be behind before it skips. */
    private static final long MOST_BEHIND = 10_000;

    private final KafkaAccess kafka;
    private final GroupLag groups;
    private final Clock clock;
    private final Pulse pulse = new Pulse();
    private final RejectBook rejects = new RejectBook();
    private final ReceiptBook receipts = new ReceiptBook();
    private final RuleBook rules = new RuleBook();
    private final LaneBook lanes = new LaneBook();
    private final RejectReader rejectReader = new RejectReader();

    /** Made once each: making one reads all released schemas. */
    private final Map<Topic<?>, AvroWire<?>> wires = new HashMap<>();

    /** Where to go on after the brokers were away. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Thread thread = new Thread(this::run, "desk-operations");
    private volatile boolean closed;
    private volatile String fault = "";
    private volatile String groupFault = "";
    private volatile List<GroupLag.Lag> lags = List.of();
    private volatile boolean begun;
    private long come;
    private long each = 1;

    Watch(KafkaAccess kafka, GroupLag groups, Clock clock) {
        this.kafka = kafka;
        this.groups = groups;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Pulse pulse() {
        return pulse;
    }

    RejectBook rejects() {
        return rejects;
    }

    ReceiptBook receipts() {
        return receipts;
    }

    RuleBook rules() {
        return rules;
    }

    LaneBook lanes() {
        return lanes;
    }

    List<GroupLag.Lag> lags() {
        return lags;
    }

    /** Why Kafka cannot be read; empty while it can. */
    String fault() {
        return fault;
    }

    /** Why groups cannot be asked; empty while they can. */
    String groupFault() {
        return groupFault;
    }

    /** Whether it has looked once. */
    boolean hasBegun() {
        return begun;
    }

    private void run() {
        while (!closed) {
            try (Admin admin = kafka.reached();
                    Consumer<byte[], byte[]> consumer = kafka.reader(
                            "portolan-desk-operations", Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000))) {
                follow(admin, consumer);
            } catch (KafkaFault | KafkaException e) {
                if (closed) {
                    return;
                }
                fault = SafeText.line(String.valueOf(KafkaFault.of(kafka, e).getMessage()));
                LOG.warn("operations cannot be watched: {}", fault);
                pause();
            } catch (RuntimeException e) {
                fault = "the desk failed to read what jobs write: " + SafeText.line(e.toString());
                LOG.error("operations cannot be watched", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void follow(Admin admin, Consumer<byte[], byte[]> consumer) {
        long tickAt = 0;
        long beatAt = 0;
        long lookRoundAt = 0;
        List<TopicPartition> filed = List.of();
        while (!closed) {
            long now = clock.millis();
            if (now >= lookRoundAt) {
                lookRoundAt = now + LOOK_ROUND_MILLIS;
                filed = partitions(consumer, Topics.CONSIGNMENTS_FILED);
                assign(consumer);
                Instant week = clock.instant().minus(RejectBook.KEPT);
                rejects.forgetBefore(week);
                lanes.forgetBefore(LocalDate.ofInstant(clock.instant().minus(LaneBook.KEPT), ZoneOffset.UTC));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
                positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
            now = clock.millis();
            if (now >= tickAt) {
                tickAt = now + TICK_MILLIS;
                tick(consumer, filed, now);
                fault = "";
                begun = true;
            }
            if (now >= beatAt) {
                beatAt = now + Pulse.BEAT_MILLIS;
                lag(admin);
                pulse.beat(now);
            }
        }
    }

    private void assign(Consumer<byte[], byte[]> consumer) {
        Instant now = clock.instant();
        List<TopicPartition> all = new ArrayList<>();
        all.addAll(from(consumer, Topics.CONSIGNMENTS_ASSESSED, null));
        all.addAll(from(consumer, Topics.FILINGS_REJECTED, now.minus(RejectBook.KEPT)));
        all.addAll(from(consumer, Topics.MESSAGES_ANSWERED, now.minus(ReceiptBook.KEPT)));
        all.addAll(from(consumer, Topics.LANES_COUNTED, now.minus(LaneBook.KEPT)));
        all.addAll(from(consumer, Topics.RULESETS_AUDITED, Instant.EPOCH));
        if (!consumer.assignment().equals(Set.copyOf(all))) {
            consumer.assign(all);
            all.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        }
    }

    /** Partitions of a topic; where each begins is noted when it is seen first: null for its end. */
    private List<TopicPartition> from(Consumer<byte[], byte[]> consumer, KafkaTopic topic, @Nullable Instant since) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        List<TopicPartition> unseen =
                partitions.stream().filter(one -> !positions.containsKey(one)).toList();
        if (!unseen.isEmpty()) {
            Map<TopicPartition, Long> last = consumer.endOffsets(unseen);
            Map<TopicPartition, Long> first = consumer.beginningOffsets(unseen);
            Map<TopicPartition, Long> times = new HashMap<>();
            if (since != null && since.isAfter(Instant.EPOCH)) {
                unseen.forEach(one -> times.put(one, since.toEpochMilli()));
            }
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            for (TopicPartition one : unseen) {
                long end = last.getOrDefault(one, 0L);
                OffsetAndTimestamp at = found.get(one);
                long from = since == null
                        ? end
                        : !since.isAfter(Instant.EPOCH) ? first.getOrDefault(one, 0L) : at == null ? end : at.offset();
                positions.put(one, from);
            }
        }
        return partitions;
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, KafkaTopic topic) {
        List<PartitionInfo> infos =
                Objects.requireNonNullElse(consumer.partitionsFor(kafka.name(topic)), List.<PartitionInfo>of());
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic().substring(kafka.prefix().length());
        if (record.value() == null) {
            return;
        }
        long now = clock.millis();
        if (topic.equals(Topics.CONSIGNMENTS_ASSESSED.name())) {
            if (come++ % each == 0) {
                read(Topics.CONSIGNMENTS_ASSESSED, record, assessed -> {
                    pulse.inHand(now, assessed.getOrderTime().toEpochMilli());
                    rules.answered(assessed.getRuleset(), now);
                });
            }
        } else if (topic.equals(Topics.FILINGS_REJECTED.name())) {
            if (rejectReader.read(record) instanceof DecodeResult.Value<Rejected> read) {
                rejects.take(read.value());
            }
        } else if (topic.equals(Topics.MESSAGES_ANSWERED.name())) {
            read(Topics.MESSAGES_ANSWERED, record, receipt -> receipts.take(receipt, now));
        } else if (topic.equals(Topics.LANES_COUNTED.name())) {
            read(Topics.LANES_COUNTED, record, lanes::take);
        } else if (topic.equals(Topics.RULESETS_AUDITED.name())) {
            read(Topics.RULESETS_AUDITED, record, rules::take);
        }
    }

    @SuppressWarnings("unchecked") // a topic's wire is of its record
    private <T extends SpecificRecord> void read(
            Topic<T> topic, ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<T> taker) {
        AvroWire<T> wire = (AvroWire<T>) wires.computeIfAbsent(topic, Topic::wire);
        if (wire.decode(record.value()) instanceof DecodeResult.Value<T> read) {
            taker.accept(read.value());
        }
    }

    private void tick(Consumer<byte[], byte[]> consumer, List<TopicPartition> filed, long now) {
        List<TopicPartition> assessed = consumer.assignment().stream()
                .filter(one -> one.topic().equals(kafka.name(Topics.CONSIGNMENTS_ASSESSED)))
                .toList();
        pulse.filed(now, grown(consumer, filed));
        long grown = grown(consumer, assessed);
        pulse.assessed(now, grown);
        each = Math.max(1, grown / SAMPLED);
        long behind = 0;
        for (TopicPartition one : assessed) {
            behind += ends.getOrDefault(one, 0L) - consumer.position(one);
        }
        if (behind > MOST_BEHIND) {
            // What comes then has waited here, not in the engine.
            assessed.forEach(one -> consumer.seek(one, ends.getOrDefault(one, 0L)));
        }
    }

    /** So many records were added since the last time; 0 the first time. */
    private long grown(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        long grown = 0;
        for (Map.Entry<TopicPartition, Long> end :
                consumer.endOffsets(partitions).entrySet()) {
            Long before = ends.put(end.getKey(), end.getValue());
            grown += before == null ? 0 : Math.max(0, end.getValue() - before);
        }
        return grown;
    }

    private void lag(Admin admin) {
        try {
            lags = groups.read(admin);
            groupFault = "";
            pulse.waiting(
                    lags.isEmpty()
                            ? -1
                            : lags.stream().mapToLong(GroupLag.Lag::waiting).sum());
        } catch (KafkaFault e) {
            // Rates and rejects can be read all the same: the desk may lack the right to see groups.
            lags = List.of();
            groupFault = SafeText.line(String.valueOf(e.getMessage()));
            pulse.waiting(-1);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
