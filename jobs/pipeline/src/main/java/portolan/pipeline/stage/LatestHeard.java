// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
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

    /** The first hour of which no bill has come. */
    int next() {
        if (latest == UNKNOWN) {
            throw new IllegalStateException(
                    "declared memories cannot begin at this savepoint, as it does not tell how far bills have come: start"
                            + " from it with a rule set without memories as --rules, let filings come, stop with a"
                            + " savepoint, and start from that with this rule set");
        }
        return latest + 1;
    }
}
