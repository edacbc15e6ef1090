// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one partition has been handed on, and up to which order time nothing more can come from it.
 *
 * <p>While it has unread records, that is a millisecond before the newest one handed on: the next may have the same
 * time. What senders have stamped moves it by the earliest of {@value #SENDERS} such records, of which some may be ahead:
 * that follows from the log alone, whenever it is read. Once everything before an end was handed on that the broker named
 * after its clock had passed T, it is T - 1 ms.
 *
 * <p>The task that reads the partition writes, and the broker's clock tells where the partition ends; all may read.
 */
final class PartitionProgress {
    /** Before all times: nothing is known yet. */
    static final long NOTHING = Long.MIN_VALUE;

    /** Records that senders have stamped: of so many not all are ahead. */
    static final int SENDERS = 256;

    private final TopicPartition partition;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private int stampedBySenders;
    private long earliestBySenders = Long.MAX_VALUE;
    private volatile long next;
    private volatile long newest = NOTHING;
    private volatile long passed = NOTHING;
    private volatile long waitingBytes;
    private volatile End end = End.UNKNOWN;

    /**
     * Where a partition ended.
     *
     * @param offset what comes from here on was appended after {@code time}
     * @param time epoch milliseconds by a broker's clock, before it was asked for the offset
     * @param from from this offset on, to {@code invisibleTo}, no record is there that a consumer is shown
     * @param invisibleTo exclusive; at most {@code from} when there is nothing of the kind
     */
    record End(long offset, long time, long from, long invisibleTo) {
        static final End UNKNOWN = new End(Long.MAX_VALUE, NOTHING, 0, 0);
    }

    /** Records of one millisecond that were handed on and wait for slower partitions. */
    private static final class Waiting {
        private final long time;
        private long bytes;

        Waiting(long time) {
            this.time = time;
        }
    }

    /** @param start the first offset to read, or one of Flink's words for the first or the committed one, which are negative */
    PartitionProgress(TopicPartition partition, long start) {
        this.partition = partition;
        this.next = start;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Takes note of a record that is handed on, stamped by a broker or by its sender. */
    void handedOn(long offset, long time, int bytes, boolean isBySender) {
        next = offset + 1;
        newest = Math.max(newest, time);
        passed = Math.max(passed, (isBySender ? earliestBySenders(time) : time) - 1);
        Waiting last = waiting.peekLast();
        if (last == null || last.time < time) {
            last = new Waiting(time);
            waiting.addLast(last);
        }
        last.bytes += bytes;
        // Nobody else writes it.
        long before = waitingBytes;
        waitingBytes = before + bytes;
    }

    /** As soon as there are enough of them. */
    private long earliestBySenders(long time) {
        earliestBySenders = Math.min(earliestBySenders, time);
        if (++stampedBySenders < SENDERS) {
            return NOTHING + 1;
        }
        long earliest = earliestBySenders;
        stampedBySenders = 0;
        earliestBySenders = Long.MAX_VALUE;
        return earliest;
    }

    /** Takes note of a record that is handed on and waits for a time far ahead: those after it have earlier ones. */
    void handedOnAhead(long offset) {
        next = offset + 1;
    }

    void endsAt(End told) {
        end = told;
    }

    /** Compares what was handed on with where the partition ended. Only the task that hands on can: nothing is between. */
    long lookForEnd() {
        End told = end;
        long reached = next == told.from ? Math.max(next, told.invisibleTo) : next;
        if (reached >= told.offset) {
            passed = Math.max(passed, told.time - 1);
        }
        return passed;
    }

    /** Of what was handed on, forgets what waits no longer: all partitions have passed this time. */
    void forgetUntil(long time) {
        long left = waitingBytes;
        for (Waiting first = waiting.peekFirst(); first != null && first.time <= time; first = waiting.peekFirst()) {
            left -= first.bytes;
            waiting.removeFirst();
        }
        waitingBytes = left;
    }

    /** The offset after the last record handed on; before the first, where reading starts. */
    long next() {
        return next;
    }

    /** The latest order time that was handed on. */
    long newest() {
        return newest;
    }

    /** Nothing of this order time or before will come any more. */
    long passed() {
        return passed;
    }

    /** Keys and values that were handed on and wait for slower partitions, in bytes. */
    long waitingBytes() {
        return waitingBytes;
    }
}
