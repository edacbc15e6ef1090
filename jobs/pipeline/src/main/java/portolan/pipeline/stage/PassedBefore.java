// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import portolan.pipeline.state.ScoringState;

/** The order time that all tasks of a stage had passed at a snapshot: what comes of it after a restart is late. */
final class PassedBefore {
    private final ListState<Long> state;
    private final long restored;

    PassedBefore(StateInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(ScoringState.passed());
        long least = Long.MAX_VALUE;
        for (long ofTask : state.get()) {
            least = Math.min(least, ofTask);
        }
        restored = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    }

    /** Epoch milliseconds; {@link Long#MIN_VALUE} where the snapshot does not tell. */
    long restored() {
        return restored;
    }

    /** Before each snapshot. The end of a feed is not the end of time: then what was restored stays. */
    void store(long watermark) throws Exception {
        state.update(List.of(watermark == Long.MAX_VALUE ? restored : Math.max(restored, watermark)));
    }
}
