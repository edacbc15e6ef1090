package portolan.scoring.manifest;

/**
 * Where an input stands in the one total order of all inputs: order time, outcomes before filings, topic, partition,
 * offset.
 *
 * @param orderTime epoch milliseconds: the broker's append time; in files {@code receivedAt} or {@code reportedAt}
 * @param topic topic, or the file's name
 * @param partition partition; 0 in files
 * @param offset offset, or the line in a file, from 1
 */
public record Position(long orderTime, Input input, String topic, int partition, long offset)
        implements Comparable<Position> {
    /** What came in; the declaration order is the order at equal time, so that knowledge precedes its use. */
    public enum Input {
        OUTCOME,
        FILING
    }

    @Override
    public int compareTo(Position other) {
        // By hand: every ordered stage compares every event some ten times, a chain of comparators is several times
        // slower.
        int order = Long.compare(orderTime, other.orderTime);
        if (order == 0) {
            order = input.compareTo(other.input);
        }
        if (order == 0) {
            order = topic.compareTo(other.topic);
        }
        if (order == 0) {
            order = Integer.compare(partition, other.partition);
        }
        return order != 0 ? order : Long.compare(offset, other.offset);
    }
}
