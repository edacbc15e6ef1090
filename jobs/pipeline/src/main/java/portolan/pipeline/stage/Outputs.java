// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import org.apache.flink.streaming.api.datastream.DataStream;
import portolan.pipeline.Audited;
import portolan.pipeline.Noted;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/**
 * All that leaves the scoring graph.
 *
 * @param shadowed assessments of rule sets that judge beside the one in force
 * @param lanes what is selected, against budgets
 * @param reported outcomes of whoever may report them, as they were read
 */
public record Outputs(
        DataStream<Assessment> assessments,
        DataStream<Assessment> shadowed,
        DataStream<Alert> alerts,
        DataStream<Reject> rejected,
        DataStream<Noted> noted,
        DataStream<Audited> audited,
        DataStream<LanesCounted> lanes,
        DataStream<RawRecord> reported) {
    /**
     * The accumulator that counts what came behind the watermark in ordered mode, in all stages: where it is not 0,
     * another run over the same inputs may come to other results.
     */
    public static final String LATE = "late";

    /** The same, with rejects of what was done with them. */
    public Outputs rejecting(DataStream<Reject> more) {
        return new Outputs(assessments, shadowed, alerts, rejected.union(more), noted, audited, lanes, reported);
    }
}
