package portolan.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Records of several partitions, merged by time. A partition that has more to come and nothing here holds the others
 * up: what it will bring may be older.
 *
 * @param <T> record
 */
final class InTimeOrder<T> {
    private final Map<Integer, Deque<Timed<T>>> byPartition = new HashMap<>();

    InTimeOrder(Iterable<Integer> partitions) {
        partitions.forEach(partition -> byPartition.put(partition, new ArrayDeque<>()));
    }

    private record Timed<T>(long time, T record) {}

    void add(int partition, long time, T record) {
        byPartition.computeIfAbsent(partition, unseen -> new ArrayDeque<>()).add(new Timed<>(time, record));
    }

    int waiting(int partition) {
        Deque<Timed<T>> queue = byPartition.get(partition);
        return queue == null ? 0 : queue.size();
    }

    boolean isEmpty() {
        return byPartition.values().stream().allMatch(Deque::isEmpty);
    }

    /**
     * The earliest, or null when none can be known to be it.
     *
     * @param atEnd whether a partition has nothing more to bring for now
     */
    @Nullable
    T next(IntPredicate atEnd) {
        Deque<Timed<T>> earliest = null;
        long time = Long.MAX_VALUE;
        for (Entry<Integer, Deque<Timed<T>>> partition : byPartition.entrySet()) {
            Timed<T> head = partition.getValue().peek();
            if (head == null) {
                if (!atEnd.test(partition.getKey())) {
                    return null;
                }
            } else if (earliest == null || head.time() < time) {
                earliest = partition.getValue();
                time = head.time();
            }
        }
        return earliest == null ? null : earliest.remove().record();
    }
}
