// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.console.evidence.EvidenceWriter;
import portolan.schemas.avro.DeadlineTold;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * Tells on a topic that a deadline nears, or has passed. The job cannot: it does not know what was decided. What was told
 * is read back from the topic, so a desk that was killed, or was away, tells what is still untold once it is back, and
 * nothing twice. Two desks that look in the same moment write the same event under the same key.
 */
public final class DeadlineTeller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineTeller.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final TopicWriter writer;
    private final ReadBack readBack;
    private final BooleanSupplier isLive;
    private final Function<Instant, List<DeadlineTold>> untold;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread made = new Thread(run, "desk-deadlines");
        made.setDaemon(true);
        return made;
    });
    private String fault = "";

    /**
     * One that has not started.
     *
     * @param isLive whether the desk has read the topics to their ends
     * @param untold what is to be told at a time; some of it, where it is much
     * @throws KafkaFault if the settings of the clients cannot be used
     */
    public DeadlineTeller(
            KafkaAccess access,
            EvidenceWriter evidence,
            ReadBack readBack,
            BooleanSupplier isLive,
            Function<Instant, List<DeadlineTold>> untold,
            Clock clock) {
        this.writer = new TopicWriter(access, evidence);
        this.readBack = readBack;
        this.isLive = isLive;
        this.untold = untold;
        this.clock = clock;
    }

    /** Begins to look. */
    @SuppressWarnings("FutureReturnValueIgnored") // it runs until it is closed, and catches what fails
    public DeadlineTeller start() {
        long every = EVERY.toMillis();
        // Desks that were started together do not look together.
        thread.scheduleWithFixedDelay(
                this::look, ThreadLocalRandom.current().nextLong(every), every, TimeUnit.MILLISECONDS);
        return this;
    }

    private void look() {
        try {
            boolean more = isLive.getAsBoolean();
            while (more && !thread.isShutdown()) {
                more = tell();
            }
            if (!fault.isEmpty()) {
                LOG.info("deadlines are told again");
                fault = "";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A fault of Kafka or of the index, which say what to do. It looks again, and then tells.
            String now = String.valueOf(e.getMessage());
            if (!thread.isShutdown() && !now.equals(fault)) {
                fault = now;
                LOG.warn("deadlines cannot be told, and are once this is mended: {}", now);
            }
        }
    }

    /** Tells some; whether there may be more. */
    private boolean tell() throws InterruptedException {
        if (untold.apply(now()).isEmpty() || !isReadBack(Topics.DECISIONS_RECORDED, Topics.DEADLINES_TOLD)) {
            return false;
        }
        // Once more: another desk may have told it, or somebody decided.
        List<DeadlineTold> events = untold.apply(now());
        if (events.isEmpty()) {
            return false;
        }
        RecordMetadata last = writer.write(Topics.DEADLINES_TOLD, events);
        return readBack.await(new TopicPartition(last.topic(), last.partition()), last.offset() + 1, LONGEST);
    }

    private boolean isReadBack(Topic<?>... topics) throws InterruptedException {
        for (Map.Entry<TopicPartition, Long> end : writer.ends(List.of(topics)).entrySet()) {
            if (!readBack.await(end.getKey(), end.getValue(), LONGEST)) {
                return false;
            }
        }
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }
}
