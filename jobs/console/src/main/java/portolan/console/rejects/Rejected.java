// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.time.Instant;
import java.util.Comparator;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.Topics;

/**
 * One reject where it stands.
 *
 * @param at when it was set aside, by the time of the events
 * @param sender who sent the input, as far as its bytes say
 */
record Rejected(int partition, long offset, Instant at, FilingRejected record, String sender) {
    static final Comparator<Rejected> OLDEST_FIRST = Comparator.comparing(Rejected::at)
            .thenComparing(Rejected::partition)
            .thenComparing(Rejected::offset);

    /** As {@code rejects show} takes it. */
    String place() {
        return Topics.FILINGS_REJECTED.name() + ':' + partition + ':' + offset;
    }

    ReplayHeader replay() {
        return ReplayHeader.of(record);
    }
}
