package portolan.workload;

import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;

/** Something that reaches the authority at a simulated time. */
public sealed interface FeedEvent {
    /** Simulated time of arrival, epoch milliseconds; never falls within a feed. */
    long atMillis();

    /** The key of the event's topic. */
    String consignmentKey();

    /**
     * A filing arrives.
     *
     * @param atMillis {@code receivedAt}, or later when a filing is sent once more
     */
    record Filed(long atMillis, Filing filing) implements FeedEvent {
        @Override
        public String consignmentKey() {
            return filing.getConsignmentKey();
        }
    }

    /** The outcome of an inspection becomes known. */
    record Reported(long atMillis, InspectionOutcome outcome) implements FeedEvent {
        @Override
        public String consignmentKey() {
            return outcome.getConsignmentKey();
        }
    }
}
