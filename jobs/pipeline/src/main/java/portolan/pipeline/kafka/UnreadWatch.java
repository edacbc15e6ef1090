package portolan.pipeline.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * now begins behind the gap were records lost; the brokers are asked for that off the reader's thread, at most every
 * ten seconds.
 */
final class UnreadWatch {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadWatch.class);
    private static final long BETWEEN_LOOKS_NANOS = 10_000_000_000L;

    /** Gaps that wait for a look; a flood of transactions leaves more than anybody looks at. */
    private static final int MOST_WAITING = 10_000;

    private final KafkaAccess access;
    private final String topic;
    private final Counter lost;
    private final ConcurrentLinkedQueue<UnreadRecords> gaps = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private long[] next;
    private int waiting;
    private long lookedAt = System.nanoTime() - BETWEEN_LOOKS_NANOS;

    /**
     * Reads on from where the group was.
     *
     * @param lost counts from another thread
     */
    UnreadWatch(KafkaAccess access, String topic, Map<TopicPartition, Long> committed, Counter lost) {
        this.access = access;
        this.topic = topic;
        this.lost = lost;
        int partitions = committed.keySet().stream()
                .mapToInt(TopicPartition::partition)
                .max()
                .orElse(0);
        this.next = new long[partitions + 1];
        Arrays.fill(next, -1);
        committed.forEach((partition, offset) -> next[partition.partition()] = offset);
    }

    void read(int partition, long offset) {
        if (partition >= next.length) {
            int known = next.length;
            next = Arrays.copyOf(next, partition + 1);
            Arrays.fill(next, known, next.length, -1);
        }
        long expected = next[partition];
        next[partition] = offset + 1;
        if (offset != expected && expected >= 0) {
            gap(partition, expected, offset);
        }
    }

    private void gap(int partition, long from, long to) {
        // Behind: the job was set back and reads again.
        if (to > from && waiting < MOST_WAITING) {
            gaps.add(new UnreadRecords(new TopicPartition(topic, partition), from, to));
            waiting++;
        }
        long now = System.nanoTime();
        if (now - lookedAt >= BETWEEN_LOOKS_NANOS && isLooking.compareAndSet(false, true)) {
            lookedAt = now;
            waiting = 0;
            Thread look = new Thread(this::look, "portolan-unread-" + topic);
            look.setDaemon(true);
            look.start();
        }
    }

    private void look() {
        List<UnreadRecords> taken = new ArrayList<>();
        for (UnreadRecords gap = gaps.poll(); gap != null; gap = gaps.poll()) {
            taken.add(gap);
        }
        Map<TopicPartition, Long> partitions = new HashMap<>();
        taken.forEach(gap -> partitions.put(gap.partition(), gap.from()));
        try (Admin admin = access.reached()) {
            Map<TopicPartition, Long> starts = UnreadRecords.starts(access, admin, partitions);
            for (UnreadRecords gap : taken) {
                long to = Math.min(gap.to(), starts.getOrDefault(gap.partition(), 0L));
                if (to > gap.from()) {
                    UnreadRecords unread = new UnreadRecords(gap.partition(), gap.from(), to);
                    lost.inc(unread.most());
                    LOG.warn("records were deleted before they were read: {}", unread);
                }
            }
        } catch (KafkaFault unanswered) {
            LOG.warn("not known whether records were deleted unread: {}", unanswered.getMessage());
        } finally {
            isLooking.set(false);
        }
    }
}
