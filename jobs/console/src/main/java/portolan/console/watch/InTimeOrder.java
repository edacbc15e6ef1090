// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Records of several partitions, merged by time. Several tasks write to a partition, each at its own pace: there a
 * record may stand behind a later one. So none leaves before every partition was read {@value #SLACK_MILLIS} ms past
 * its time, or to its end.
 *
 * @param <T> record
 */
final class InTimeOrder<T> {
    /** Tasks of one job are hardly so far apart. What comes later still, as after a failure, comes out of order. */
    static final long SLACK_MILLIS = 30_000;

    private final Map<Integer, Partition<T>> byNumber = new HashMap<>();
    private long added;

    InTimeOrder(Iterable<Integer> partitions) {
        partitions.forEach(partition -> byNumber.put(partition, new Partition<>()));
    }

    /** @param place among all that were added: those of one time leave as they came */
    private record Timed<T>(long time, long place, T record) {}

    private static final class Partition<T> {
        private final PriorityQueue<Timed<T>> waiting = new PriorityQueue<>(
                Comparator.comparingLong((Timed<T> one) -> one.time()).thenComparingLong(one -> one.place()));
        private long readUpTo = Long.MIN_VALUE;
    }

    void add(int partition, long time, T record) {
        Partition<T> to = byNumber.computeIfAbsent(partition, unseen -> new Partition<>());
        to.waiting.add(new Timed<>(time, added++, record));
        to.readUpTo = Math.max(to.readUpTo, time);
    }

    int waiting(int partition) {
        Partition<T> of = byNumber.get(partition);
        return of == null ? 0 : of.waiting.size();
    }

    boolean isEmpty() {
        return byNumber.values().stream().allMatch(partition -> partition.waiting.isEmpty());
    }

    /**
     * The earliest, or null when none can be known to be it.
     *
     * @param mayPass whether a partition holds nobody up: it has nothing more to bring for now, or no room for more
     */
    @Nullable
    T next(IntPredicate mayPass) {
        Partition<T> from = null;
        Timed<T> earliest = null;
        for (Partition<T> partition : byNumber.values()) {
            Timed<T> head = partition.waiting.peek();
            if (head != null && (earliest == null || head.time() < earliest.time())) {
                from = partition;
                earliest = head;
            }
        }
        if (from == null || earliest == null) {
            return null;
        }
        long wanted = earliest.time() + SLACK_MILLIS;
        for (Map.Entry<Integer, Partition<T>> partition : byNumber.entrySet()) {
            if (partition.getValue().readUpTo < wanted && !mayPass.test(partition.getKey())) {
                return null;
            }
        }
        return from.waiting.remove().record();
    }
}
