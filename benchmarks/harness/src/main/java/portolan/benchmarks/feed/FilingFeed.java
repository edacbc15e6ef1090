// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionOutcome;

/**
 * Filings one after the other, as fast as bytes are written. First every shipper can be given one, which is what fills
 * the memories before anything is measured; after that shippers file as the plan says. Not for more than one thread.
 */
public abstract class FilingFeed {
    private Template current;
    private long receivedMillis;

    /** @param first any of its templates */
    FilingFeed(Template first) {
        this.current = first;
    }

    /**
     * A feed at its beginning.
     *
     * @param today the day of the benchmark
     * @param from sequence number of the first filing to come: feeds of one plan that share none share no consignment
     */
    public static FilingFeed of(FeedPlan plan, LocalDate today, long from) {
        return plan.version() == FeedVersion.V1
                ? new NewBoxes(plan, today, from)
                : new ReturningBoxes(plan, today, from);
    }

    /** Makes the filing with this number, a new bill of the shipper with this number. */
    public abstract void introduce(long sequence, long intendedMicros);

    /** Makes the filing with this number, of whoever is drawn. */
    public abstract void next(long sequence, long intendedMicros);

    final void fill(Template form, long sequence, long intendedMicros, long received, Template.Bill bill) {
        current = form;
        receivedMillis = received;
        form.fill(new Template.Content(intendedMicros, received, sequence, bill));
    }

    /** The message key of the filing that was made last; overwritten by a later one. */
    public final byte[] key() {
        return current.key();
    }

    /** The filing that was made last, as the topic carries it; overwritten by a later one. */
    public final byte[] value() {
        return current.value();
    }

    /** When the filing that was made last was received, in epoch milliseconds: the time of its message. */
    public final long receivedMillis() {
        return receivedMillis;
    }

    /** What an inspection found of an earlier bill, reported together with the filing that was made last. */
    public @Nullable InspectionOutcome report() {
        return null;
    }
}
