// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;
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
     * @param truth what is planted in the consignment, with its first filing only; for who measures, not for who scores
     */
    record Filed(long atMillis, Filing filing, @Nullable PlantedTruth truth) implements FeedEvent {
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
