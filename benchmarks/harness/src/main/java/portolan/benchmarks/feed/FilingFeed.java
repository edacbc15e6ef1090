// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionOutcome;

/**
 * Filings one after the other, as fast as bytes are written. First every shipper can be given one, which is what fills
 * the memories before anything is measured; after that shippers file as the plan says. Not for more than one thread.
 */
public interface FilingFeed {
    /**
     * A feed at its beginning.
     *
     * @param today the day of the benchmark
     * @param from sequence number of the first filing to come: feeds of one plan that share none share no consignment
     */
    static FilingFeed of(FeedPlan plan, LocalDate today, long from) {
        return plan.version() == FeedVersion.V1
                ? new NewBoxes(plan, today, from)
                : new ReturningBoxes(plan, today, from);
    }

    /** Makes the filing with this number, a new bill of the shipper with this number. */
    void introduce(long sequence, long intendedMicros);

    /** Makes the filing with this number, of whoever is drawn. */
    void next(long sequence, long intendedMicros);

    /** The message key of the filing that was made last; overwritten by a later one. */
    byte[] key();

    /** The filing that was made last, as the topic carries it; overwritten by a later one. */
    byte[] value();

    /** When the filing that was made last was received, in epoch milliseconds: the time of its message. */
    long receivedMillis();

    /** What an inspection found of an earlier bill, reported together with the filing that was made last. */
    @Nullable
    InspectionOutcome report();
}
