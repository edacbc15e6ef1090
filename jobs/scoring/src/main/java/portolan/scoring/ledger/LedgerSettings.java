// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.io.Serializable;
import java.time.Duration;
import portolan.scoring.layout.EpochMillis;

/**
 * How long the ledger keeps a consignment, and how long it waits for what belongs to one.
 *
 * @param retention how long after arrival a consignment can still be amended, withdrawn or inspected
 * @param holdEarly how long an amendment or an outcome waits for the filing that creates its consignment
 * @param dueBeforeArrival how long before arrival a master bill must have houses, and a house bill its master
 * @param dueAfterFiling how long after its filing, where the arrival is not known or nearer than that
 * @param end order time of the last input there will be; {@link #NO_END} while more may come
 */
public record LedgerSettings(
        Duration retention, Duration holdEarly, Duration dueBeforeArrival, Duration dueAfterFiling, long end)
        implements Serializable {
    /** Of a feed that goes on. */
    public static final long NO_END = Long.MAX_VALUE;

    /** Longer than a queue stands still over a weekend. */
    public static final Duration HOLD_EARLY = Duration.ofDays(3);

    /** A day before arrival an officer can still ask for what is missing. */
    public static final Duration DUE_BEFORE_ARRIVAL = Duration.ofHours(24);

    public static final Duration DUE_AFTER_FILING = Duration.ofDays(3);

    /** The usual settings with this retention. */
    public static LedgerSettings keeping(Duration retention) {
        return new LedgerSettings(retention, HOLD_EARLY, DUE_BEFORE_ARRIVAL, DUE_AFTER_FILING, NO_END);
    }

    /** Whether no input follows the last one: what is remembered then serves nobody. */
    public boolean feedEnds() {
        return end != NO_END;
    }

    /** The order time by which the ledger has surely forgotten a consignment that was last heard of at this one. */
    public long forgottenBy(long orderTime) {
        return EpochMillis.plus(
                orderTime, LedgerEntry.LONGEST_VOYAGE.plus(retention).toMillis());
    }

    /** These settings for a feed whose last input stands at this order time. */
    public LedgerSettings endingAt(long orderTime) {
        return new LedgerSettings(retention, holdEarly, dueBeforeArrival, dueAfterFiling, orderTime);
    }
}
