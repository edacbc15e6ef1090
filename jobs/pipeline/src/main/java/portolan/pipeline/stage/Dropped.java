// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import org.apache.flink.api.common.state.OperatorStateStore;
import portolan.pipeline.state.ScoringState;

/** What a savepoint of a release until 0.2.0 holds of what moved weights: read, as all of a savepoint is, and dropped. */
final class Dropped {
    private Dropped() {}

    static void ofAssess(OperatorStateStore store) throws Exception {
        if (store.getRegisteredStateNames().contains(ScoringState.openHours().getName())) {
            store.getListState(ScoringState.openHours()).clear();
        }
    }

    static void ofDecide(OperatorStateStore store) throws Exception {
        if (store.getRegisteredBroadcastStateNames()
                .contains(ScoringState.learned().getName())) {
            store.getBroadcastState(ScoringState.learned()).clear();
        }
    }
}
