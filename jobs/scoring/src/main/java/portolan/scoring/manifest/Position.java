package portolan.scoring.manifest;

import java.util.Comparator;

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
    private static final Comparator<Position> TOTAL_ORDER = Comparator.comparingLong(Position::orderTime)
            .thenComparing(Position::input)
            .thenComparing(Position::topic)
            .thenComparingInt(Position::partition)
            .thenComparingLong(Position::offset);

    /** What came in; the declaration order is the order at equal time, so that knowledge precedes its use. */
    public enum Input {
        OUTCOME,
        FILING
    }

    @Override
    public int compareTo(Position other) {
        return TOTAL_ORDER.compare(this, other);
    }
}
