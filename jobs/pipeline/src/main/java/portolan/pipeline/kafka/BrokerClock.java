// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.schemas.avro.ClockTicked;
import portolan.schemas.wire.Topics;

/**
 * The time of the brokers, and where partitions ended after it. Asked in rounds: a record on {@link Topics#CLOCK_TICKED}
 * comes back with the time at which the broker appended it, and then each partition is asked for its end, and each topic
 * for its partitions.
 *
 * <p>A time is used some rounds after it was asked for, not at once ({@link SettledTimes}). A record that a broker has
 * stamped is not yet there to be read: it is written, and copied to other brokers, whose clocks may differ. What takes
 * longer than that comes late, and is counted.
 */
final class BrokerClock implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerClock.class);

    /** When nothing waits; what falls due goes by this clock too. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long TOLD_AGAIN = Duration.ofSeconds(30).toNanos();

    /** A time that no broker's clock shows: it comes back where producers stamp the topic's records. */
    private static final long OURS = 0;

    private final OrderedInputs.Plan plan;
    private final OrderedInputs inputs;
    private final LongSupplier nanos;
    private final Duration pace;
    private final SettledTimes times = new SettledTimes();
    private final PartitionCounts counts = new PartitionCounts(LOG::warn);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore asked = new Semaphore(0);
    private final Thread thread;
    private long toldAt;

    private volatile CompletableFuture<Void> nextTick = new CompletableFuture<>();
    private volatile long newest = PartitionProgress.NOTHING;
    private volatile long allReadUntil = PartitionProgress.NOTHING;
    private volatile @Nullable Throwable failure;

    // Guarded by this.
    private boolean asks = true;

    /** @param nanos of a clock of ours */
    BrokerClock(OrderedInputs.Plan plan, OrderedInputs inputs, LongSupplier nanos) {
        this.plan = plan;
        this.inputs = inputs;
        this.nanos = nanos;
        this.toldAt = nanos.getAsLong() - TOLD_AGAIN;
        this.pace = plan.settle().dividedBy(SettledTimes.ROUNDS);
        this.thread = new Thread(this, "broker-clock-" + plan.groupId());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Completes when it has told something. */
    CompletableFuture<Void> nextTick() {
        return nextTick;
    }

    /** What a broker's clock showed last, in epoch milliseconds; before the first answer {@link PartitionProgress#NOTHING}. */
    long newest() {
        return newest;
    }

    /**
     * Until this order time nothing is on a partition that is not read: the topics were asked for their partitions
     * afterwards. Time must not pass it, though all that is known has; before the first answer
     * {@link PartitionProgress#NOTHING}.
     */
    long allReadUntil() {
        return allReadUntil;
    }

    /** Something was handed on that waits for its time to pass. */
    void ask() {
        if (asked.availablePermits() == 0) {
            asked.release();
        }
    }

    /** Whether something was handed on since the last round began. */
    boolean isAsked() {
        return asked.availablePermits() > 0;
    }

    void throwFailure() {
        Throwable failed = failure;
        if (failed instanceof PartitionsChangedException changed) {
            throw changed;
        }
        if (failed != null) {
            throw new IllegalStateException("the brokers cannot be asked for their time: " + failed, failed);
        }
    }

    @Override
    public void run() {
        try (Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(producer(), new ByteArraySerializer(), new ByteArraySerializer());
                Admin admin = Admin.create(plan.clients());
                InvisibleRecords invisible = InvisibleRecords.in(plan)) {
            try {
                while (closed.getCount() > 0) {
                    askAndTell(producer, admin, invisible);
                    await();
                }
            } finally {
                asksNoMore();
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            if (closed.getCount() > 0) {
                failure = new IllegalStateException("interrupted", e);
            }
        } catch (RuntimeException | Error e) {
            // Whatever ends the clock ends the job: without it, all results would wait and nothing would say why.
            failure = e;
        } finally {
            tick();
        }
    }

    /** From here on the clients end: whoever interrupted that would have them say that they could not. */
    private synchronized void asksNoMore() {
        asks = false;
        Thread.interrupted();
    }

    /** One round, and whoever waits is told of it. */
    void askAndTell(Producer<byte[], byte[]> producer, Admin admin, InvisibleRecords invisible)
            throws InterruptedException {
        asked.drainPermits();
        try {
            round(producer, admin, invisible);
        } catch (RetriableException | TimeoutException e) {
            if (nanos.getAsLong() - toldAt >= TOLD_AGAIN) {
                toldAt = nanos.getAsLong();
                LOG.warn("ordered mode waits for the brokers' time: {}", e.toString());
            }
        }
        tick();
    }

    private void round(Producer<byte[], byte[]> producer, Admin admin, InvisibleRecords invisible)
            throws InterruptedException, TimeoutException {
        long began = nanos.getAsLong();
        newest = now(producer);
        long time = times.next(newest, began, nanos.getAsLong());
        List<PartitionProgress> partitions = inputs.partitions();
        if (time == PartitionProgress.NOTHING || partitions.isEmpty()) {
            return;
        }
        Future<Map<String, TopicDescription>> topics =
                admin.describeTopics(plan.topics()).allTopicNames();
        Map<TopicPartition, Long> read = new HashMap<>();
        partitions.forEach(partition -> read.put(partition.partition(), partition.next()));
        Map<TopicPartition, Long> ends = ends(admin, partitions);
        Map<String, Integer> there = new HashMap<>();
        answer(topics).forEach((topic, found) -> {
            counts.mustBeTheSame(topic, found.topicId());
            there.put(topic, found.partitions().size());
        });
        if (!counts.areAllRead(there, inputs.partitionsRead(), nanos.getAsLong())) {
            return;
        }
        ends.forEach((partition, end) ->
                counts.mustReach(partition, read.getOrDefault(partition, 0L), end, nanos.getAsLong()));
        Map<TopicPartition, InvisibleRecords.Range> unseen = invisible.before(ends, partitions);
        for (PartitionProgress partition : partitions) {
            InvisibleRecords.Range range = unseen.getOrDefault(partition.partition(), InvisibleRecords.Range.NONE);
            long end = ends.getOrDefault(partition.partition(), Long.MAX_VALUE);
            partition.endsAt(new PartitionProgress.End(end, time, range.from(), range.to()));
        }
        allReadUntil = Math.max(allReadUntil, time - 1);
    }

    private long now(Producer<byte[], byte[]> producer) throws InterruptedException, TimeoutException {
        ClockTicked question = new ClockTicked(plan.groupId());
        long time = answer(producer.send(new ProducerRecord<>(
                        plan.clock(),
                        0,
                        OURS,
                        Topics.CLOCK_TICKED.key(question),
                        Topics.CLOCK_TICKED.wire().encode(question))))
                .timestamp();
        if (time == OURS) {
            throw new IllegalStateException("topic " + plan.clock()
                    + " does not tell a broker's time: set its message.timestamp.type to LogAppendTime");
        }
        return time;
    }

    /** Of everything that was appended: what is still in a transaction comes later, with the time it has. */
    private static Map<TopicPartition, Long> ends(Admin admin, List<PartitionProgress> partitions)
            throws InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition.partition(), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(latest).all().toCompletionStage().toCompletableFuture())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T answer(Future<T> question) throws InterruptedException, TimeoutException {
        try {
            return question.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void tick() {
        CompletableFuture<Void> told = nextTick;
        nextTick = new CompletableFuture<>();
        told.complete(null);
    }

    private void await() throws InterruptedException {
        if (inputs.somethingWaits()) {
            closed.await(pace.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            asked.tryAcquire(SLOW.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Properties producer() {
        Properties producer = new Properties();
        producer.putAll(plan.clients());
        producer.setProperty(CommonClientConfigs.CLIENT_ID_CONFIG, plan.groupId() + "-clock");
        producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        // A record twice is a time twice. To be idempotent it would need an id from the brokers before it can ask.
        producer.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        producer.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis() / 2));
        producer.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        producer.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        return producer;
    }

    /** Its clients end by themselves; a task that is cancelled does not wait for them. */
    @Override
    public synchronized void close() {
        closed.countDown();
        asked.release();
        if (asks) {
            thread.interrupt();
        }
    }
}
