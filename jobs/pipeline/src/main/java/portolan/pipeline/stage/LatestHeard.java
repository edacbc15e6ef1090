// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.bank.Bank;
import portolan.scoring.ledger.CaseEvent;

/** The latest hour of receipt of all bills that came to any task of an operator, whether they wait or are handled. */
final class LatestHeard {
    /** The snapshot is of before this was kept. */
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private static final int NONE = -1;

    private final ListState<Integer> state;
    private int latest;

    LatestHeard(StateInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(ScoringState.latestHeard());
        latest = context.isRestored() ? UNKNOWN : NONE;
        for (int ofTask : state.get()) {
            latest = Math.max(latest, ofTask);
        }
    }

    void hear(CaseEvent event) {
        latest = Math.max(latest, Bank.hourHeard(event));
    }

    /** Before each snapshot. */
    void store() throws Exception {
        state.update(List.of(latest));
    }

    /**
     * The first hour of which no bill has come.
     *
     * @param from what to take for it where the snapshot does not tell; null where nobody said
     * @param now epoch milliseconds
     */
    int next(@Nullable Instant from, long now) {
        if (latest != UNKNOWN) {
            return latest + 1;
        }
        if (from == null) {
            // A bill is of the hour at which it came, or of one in the day after; see Bank.hourHeard.
            Instant safe =
                    Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.HOURS).plus(25, ChronoUnit.HOURS);
            throw new IllegalStateException(
                    "this savepoint does not tell how far bills have come, after which declared memories begin: start from"
                            + " it with --memories-from " + safe + ", or another full hour at which no bill of before"
                            + " claims to be received; they take bills from then on");
        }
        if (from.toEpochMilli() < now) {
            throw new IllegalStateException("--memories-from is an hour to come: given=" + from + ", now="
                    + Instant.ofEpochMilli(now) + "; memories would take back bills that they never took");
        }
        return Math.toIntExact(from.toEpochMilli() / Duration.ofHours(1).toMillis());
    }
}
