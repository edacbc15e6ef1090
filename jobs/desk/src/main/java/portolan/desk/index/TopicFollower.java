// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.desk.work.ReadBack;
import portolan.schemas.avro.InspectionOutcome;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * One thread that reads all topics of the desk into its index, from where the index left off. It joins no group and
 * commits nothing at the brokers. While Kafka is away it tries again, and says so.
 */
public final class TopicFollower implements ReadBack, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

    private static final Duration POLL = Duration.ofMillis(100);
    /** Few enough that a step behind them is read within a blink, many enough that a transaction is worth it. */
    private static final int BATCH = 500;

    /** Records come in ones and twos, and a transaction takes as much for two as for fifty: so long they are gathered. */
    private static final Duration GATHERED = Duration.ofMillis(250);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration PRUNED_EVERY = Duration.ofHours(1);

    /** How often it asks whether Kafka answers, and whether there are more topics: silence is no answer. */
    private static final Duration LOOKED_EVERY = Duration.ofSeconds(5);

    private final KafkaAccess access;
    private final DeskIndex index;
    private final Duration kept;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "desk-index");
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<TopicPartition, Long> taken = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> behind = new ConcurrentHashMap<>();
    /** What somebody waits for now, and how many do. */
    private final Map<TopicPartition, Integer> awaited = new ConcurrentHashMap<>();

    private final Object progress = new Object();
    private volatile @Nullable String fault;
    private volatile boolean isOfIndex;
    private volatile boolean isLive;
    private volatile boolean closed;

    /**
     * A follower that has not started.
     *
     * @param kept consignments of which nothing was heard for longer leave the index
     */
    public TopicFollower(KafkaAccess access, DeskIndex index, Duration kept, Clock clock) {
        this.access = access;
        this.index = index;
        this.kept = kept;
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            kinds.put(access.name(kind.topic()), kind);
        }
        thread.setDaemon(true);
    }

    /** Begins to read. */
    public TopicFollower start() {
        thread.start();
        return this;
    }

    /**
     * How far it is.
     *
     * @param isLive whether it has read to the end once since Kafka was last reached
     * @param lag records of all topics that are not read yet, as far as known
     * @param fault what stands in the way, with what to do; null when nothing does
     * @param isOfIndex whether it is the index that takes nothing, as on a full disk, and not Kafka
     */
    public record Status(
            boolean isLive,
            long lag,
            Map<String, Long> lagByTopic,
            @Nullable String fault,
            boolean isOfIndex) {}

    /** How far it is now. */
    public Status status() {
        Map<String, Long> byTopic = new HashMap<>();
        behind.forEach((partition, lag) -> byTopic.merge(partition.topic(), lag, Long::sum));
        return new Status(
                isLive,
                byTopic.values().stream().mapToLong(Long::longValue).sum(),
                Map.copyOf(byTopic),
                fault,
                isOfIndex);
    }

    @Override
    public boolean await(TopicPartition partition, long offset, Duration longest) throws InterruptedException {
        awaited.merge(partition, 1, Integer::sum);
        synchronized (progress) {
            progress.notifyAll();
        }
        try {
            return awaitRead(partition, offset, System.nanoTime() + longest.toNanos());
        } finally {
            awaited.computeIfPresent(partition, (any, waiting) -> waiting == 1 ? null : waiting - 1);
        }
    }

    private boolean awaitRead(TopicPartition partition, long offset, long end) throws InterruptedException {
        synchronized (progress) {
            while (taken.getOrDefault(partition, 0L) < offset) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || closed) {
                    return false;
                }
                progress.wait(left);
            }
        }
        return true;
    }

    @Override
    public @Nullable CaseNow now(String tenant, String consignment) {
        return index.now(new CaseKey(tenant, consignment));
    }

    @Override
    public String photoGiven(InspectionOutcome outcome) {
        CaseKey key = new CaseKey(outcome.getTenant(), outcome.getConsignmentKey());
        return index.given(key, outcome.getPhotos())
                .map(given -> "a photograph was given before, for "
                        + (given.key().tenant().equals(key.tenant())
                                ? given.key().consignment()
                                : "another tenant")
                        + " at " + given.at().truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer =
                    access.reader("portolan-desk", Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH))) {
                follow(consumer);
            } catch (KafkaException | KafkaFault | IndexException e) {
                isLive = false;
                isOfIndex = e instanceof IndexException;
                say(e instanceof KafkaException ? KafkaFault.of(access, e).getMessage() : e.getMessage());
                pause();
            }
        }
    }

    /** Once for each fault: it tries again every second. */
    private void say(@Nullable String found) {
        if (!closed && !Objects.equals(found, fault)) {
            LOG.warn("the desk does not go on reading, and tries again: {}", found);
        }
        fault = found;
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        long lookedAt = 0;
        long prunedAt = 0;
        while (!closed) {
            if (lookedAt == 0 || System.nanoTime() - lookedAt > LOOKED_EVERY.toNanos()) {
                lookedAt = System.nanoTime();
                assign(consumer);
            }
            if (prunedAt == 0 || System.nanoTime() - prunedAt > PRUNED_EVERY.toNanos()) {
                prunedAt = System.nanoTime();
                index.prune(clock.instant().minus(kept));
            }
            hurry(consumer);
            long polledAt = System.nanoTime();
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            take(consumer, records);
            index.changes().tell();
            if (records.count() < BATCH && isAtEnd(consumer)) {
                gather(polledAt + GATHERED.toNanos());
            }
        }
    }

    private boolean isAtEnd(Consumer<byte[], byte[]> consumer) {
        return consumer.assignment().stream().allMatch(partition -> behind.getOrDefault(partition, 1L) == 0);
    }

    /** Lets records gather until a time, unless somebody waits for what they did. */
    private void gather(long until) {
        try {
            synchronized (progress) {
                long left = (until - System.nanoTime()) / 1_000_000;
                while (left > 0 && awaited.isEmpty() && !closed) {
                    progress.wait(left);
                    left = (until - System.nanoTime()) / 1_000_000;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** An officer's step is read before whatever else there is to read: a ship may just be filing its bills. */
    private void hurry(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> later = new HashSet<>(consumer.assignment());
        if (!later.removeAll(awaited.keySet())) {
            later.clear();
        }
        if (!later.equals(consumer.paused())) {
            consumer.resume(consumer.paused());
            consumer.pause(later);
        }
    }

    private void take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            List<IndexRecord> batch = new ArrayList<>(records.count());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Kind kind = kinds.get(record.topic());
                if (kind != null) {
                    batch.add(new IndexRecord(
                            kind,
                            record.partition(),
                            record.offset(),
                            Instant.ofEpochMilli(record.timestamp()),
                            record.key(),
                            record.value()));
                }
            }
            index.apply(batch);
        }
        synchronized (progress) {
            for (TopicPartition partition : consumer.assignment()) {
                taken.put(partition, consumer.position(partition));
                consumer.currentLag(partition).ifPresent(lag -> behind.put(partition, lag));
            }
            progress.notifyAll();
        }
        boolean all = behind.keySet().containsAll(consumer.assignment());
        isLive |= all && behind.values().stream().allMatch(lag -> lag == 0);
        if (fault != null) {
            LOG.info("the desk goes on reading");
            fault = null;
        }
    }

    /** Takes up partitions that are not read yet, each where the index left off. */
    private void assign(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> all = new ArrayList<>();
        Map<String, List<PartitionInfo>> topics = consumer.listTopics(KafkaAccess.PATIENCE);
        for (String topic : kinds.keySet()) {
            topics.getOrDefault(topic, List.of()).forEach(info -> all.add(new TopicPartition(topic, info.partition())));
        }
        List<TopicPartition> fresh = new ArrayList<>(all);
        fresh.removeAll(consumer.assignment());
        if (fresh.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> from = new HashMap<>();
        consumer.assignment().forEach(partition -> from.put(partition, consumer.position(partition)));
        Map<String, Long> stored = index.positions();
        Map<TopicPartition, Long> unknown = new HashMap<>();
        for (TopicPartition partition : fresh) {
            Kind kind = kinds.get(partition.topic());
            Long next = kind == null ? null : stored.get(kind.topic().name() + '/' + partition.partition());
            if (next != null) {
                from.put(partition, next);
            } else {
                boolean whole = kind == null || kind.isReadWhole();
                unknown.put(partition, whole ? 0 : clock.instant().minus(kept).toEpochMilli());
            }
        }
        // The ends first: what is written between the two questions stands behind them, and is read.
        Map<TopicPartition, Long> ends = consumer.endOffsets(unknown.keySet());
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(unknown);
        unknown.keySet().forEach(partition -> {
            OffsetAndTimestamp first = found.get(partition);
            from.put(partition, first == null ? ends.getOrDefault(partition, 0L) : Long.valueOf(first.offset()));
        });
        consumer.assign(all);
        from.forEach(consumer::seek);
        fresh.forEach(behind::remove);
    }

    /** Stops reading, and waits for it. */
    @Override
    public void close() {
        closed = true;
        synchronized (progress) {
            progress.notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(KafkaAccess.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
