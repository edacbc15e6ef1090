// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;
import portolan.topics.UnreadRecords;

/**
 * Notices records of one topic that retention deleted before they were read: the consumer goes on at the first that is
 * left and says nothing.
 *
 * <p>A gap between two offsets is mostly the marker of a transaction, or one that was given up. Only where the topic
 * now begins behind the gap were records lost. The brokers are asked for that on a thread of its own, which lives as
 * long as there are gaps: so gaps that several partitions show at once are one question, and those that no broker
 * answered for are asked for again.
 */
final class UnreadWatch {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadWatch.class);

    /** Before each question; within it, other partitions show their gaps. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** Gaps that wait for a look; a flood of transactions leaves more than anybody looks at. */
    private static final int MOST_WAITING = 10_000;

    private final String topic;
    private final Starts brokers;
    private final Counter lost;
    private final Duration between;
    private final BlockingQueue<UnreadRecords> gaps = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private long[] next;

    /** Where partitions begin now. */
    @FunctionalInterface
    interface Starts {
        /**
         * Asks.
         *
         * @throws KafkaFault if no broker says
         */
        Map<TopicPartition, Long> of(Map<TopicPartition, Long> partitions);
    }

    /**
     * Reads on from where the group was.
     *
     * @param lost counts from another thread
     */
    UnreadWatch(KafkaAccess access, String topic, Map<TopicPartition, Long> committed, Counter lost) {
        this(topic, committed, lost, of -> starts(access, of), BETWEEN_LOOKS);
    }

    UnreadWatch(String topic, Map<TopicPartition, Long> committed, Counter lost, Starts brokers, Duration between) {
        this.topic = topic;
        this.brokers = brokers;
        this.lost = lost;
        this.between = between;
        int partitions = committed.keySet().stream()
                .mapToInt(TopicPartition::partition)
                .max()
                .orElse(0);
        this.next = new long[partitions + 1];
        Arrays.fill(next, -1);
        committed.forEach((partition, offset) -> next[partition.partition()] = offset);
    }

    private static Map<TopicPartition, Long> starts(KafkaAccess access, Map<TopicPartition, Long> of) {
        try (Admin admin = access.reached()) {
            return UnreadRecords.starts(access, admin, of);
        }
    }

    void read(int partition, long offset) {
        if (partition >= next.length) {
            int known = next.length;
            next = Arrays.copyOf(next, partition + 1);
            Arrays.fill(next, known, next.length, -1);
        }
        long expected = next[partition];
        next[partition] = offset + 1;
        // Behind: the job was set back and reads again.
        if (offset > expected && expected >= 0) {
            gap(new UnreadRecords(new TopicPartition(topic, partition), expected, offset));
        }
    }

    private void gap(UnreadRecords gap) {
        if (!gaps.offer(gap)) {
            LOG.warn("not looked at whether records were deleted unread, too many wait for that: {}", gap);
        }
        if (isLooking.compareAndSet(false, true)) {
            Thread look = new Thread(this::look, "portolan-unread-" + topic);
            look.setDaemon(true);
            look.start();
        }
    }

    private void look() {
        try {
            do {
                List<UnreadRecords> taken = new ArrayList<>();
                do {
                    Thread.sleep(between.toMillis());
                    gaps.drainTo(taken);
                    if (isAnswered(taken)) {
                        taken.clear();
                    }
                } while (!taken.isEmpty() || !gaps.isEmpty());
                isLooking.set(false);
                // One that came in between found this thread still looking.
            } while (!gaps.isEmpty() && isLooking.compareAndSet(false, true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there may be gaps that no broker has answered for. */
    boolean isLooking() {
        return isLooking.get();
    }

    private boolean isAnswered(List<UnreadRecords> taken) {
        Map<TopicPartition, Long> partitions = new HashMap<>();
        taken.forEach(gap -> partitions.put(gap.partition(), gap.from()));
        Map<TopicPartition, Long> starts;
        try {
            starts = brokers.of(partitions);
        } catch (KafkaFault unanswered) {
            LOG.warn("not known yet whether records were deleted unread: {}", unanswered.getMessage());
            return false;
        }
        for (UnreadRecords gap : taken) {
            long to = Math.min(gap.to(), starts.getOrDefault(gap.partition(), 0L));
            if (to > gap.from()) {
                UnreadRecords unread = new UnreadRecords(gap.partition(), gap.from(), to);
                lost.inc(unread.most());
                LOG.warn("records were deleted before they were read: {}", unread);
            }
        }
        return true;
    }
}
