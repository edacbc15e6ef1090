// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import org.apache.flink.util.OutputTag;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Audited;
import portolan.pipeline.Calls;
import portolan.pipeline.Noted;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/** Everything that leaves a stage beside its main output. */
public final class SideOutputs {
    static final OutputTag<AssessInput> CASES =
            new OutputTag<>("cases", StreamTypes.exchanged(StreamTypes.ASSESS_INPUT));
    /** What is set aside, by whichever operator. */
    public static final OutputTag<Reject> REJECTED = new OutputTag<>("rejected", StreamTypes.REJECT);

    /** Moves of containers, whose senders the ledger has checked, on their way to memories. */
    static final OutputTag<Calls> MOVES = new OutputTag<>("moves", StreamTypes.exchanged(StreamTypes.CALLS));

    /** Outcomes of whoever may report them. */
    static final OutputTag<RawRecord> REPORTED = new OutputTag<>("reported", StreamTypes.RAW_RECORD);

    static final OutputTag<Noted> NOTED = new OutputTag<>("noted", StreamTypes.NOTED);
    static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", StreamTypes.ALERT);
    static final OutputTag<Assessment> SHADOWED = new OutputTag<>("shadowed", StreamTypes.ASSESSMENT);
    static final OutputTag<Audited> AUDITED = new OutputTag<>("audited", StreamTypes.AUDITED);

    static final OutputTag<LaneChange> LANE_CHANGES = new OutputTag<>("lane-changes", StreamTypes.LANE_CHANGE);

    private SideOutputs() {}
}
