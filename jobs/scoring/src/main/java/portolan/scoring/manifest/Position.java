// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.LocalDate;

/**
 * Where an input stands in the one total order of all inputs: order time, outcomes before moves of containers before
 * filings before what falls due, topic, partition, offset, step.
 *
 * @param orderTime epoch milliseconds: the broker's append time; in files {@code receivedAt} or {@code reportedAt}
 * @param topic topic, or the file's name
 * @param partition partition; 0 in files
 * @param offset offset, or the line in a file, from 1
 * @param step 0 for what the input itself says; 1, 2, ... for what had waited for it, in this order
 */
public record Position(long orderTime, Input input, String topic, int partition, long offset, int step)
        implements Comparable<Position> {
    private static final long MILLIS_A_DAY = 86_400_000;

    /** The position of an input itself. */
    public Position(long orderTime, Input input, String topic, int partition, long offset) {
        this(orderTime, input, topic, partition, offset, 0);
    }

    /**
     * The position of a moment at which something falls due for a consignment. No input is there, so it borrows the
     * consignment's name: two moments are never at one position, whichever task they come from.
     */
    public static Position due(long orderTime, String ledgerKey, long sequence) {
        return new Position(orderTime, Input.DUE, "due:" + ledgerKey, 0, sequence);
    }

    /** The day of the order time, in UTC. */
    public LocalDate day() {
        return LocalDate.ofEpochDay(Math.floorDiv(orderTime, MILLIS_A_DAY));
    }

    /** The position of what had waited for this input and follows from it. */
    public Position then(int following) {
        return new Position(orderTime, input, topic, partition, offset, following);
    }

    /** What came in; the declaration order is the order at equal time, so that knowledge precedes its use. */
    public enum Input {
        OUTCOME,
        /** Of a container. */
        MOVE,
        FILING,
        /** No input, but a moment that passed: whoever came in time is counted first. */
        DUE
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
        if (order == 0) {
            order = Long.compare(offset, other.offset);
        }
        return order != 0 ? order : Integer.compare(step, other.step);
    }
}
