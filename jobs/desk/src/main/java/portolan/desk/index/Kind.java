// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import org.apache.avro.specific.SpecificRecord;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;

/** What the index takes in, by the topic it comes from. The names are stored. */
public enum Kind {
    FILING(Topics.CONSIGNMENTS_FILED),
    ASSESSMENT(Topics.CONSIGNMENTS_ASSESSED),
    ALERT(Topics.ALERTS_RAISED),
    OUTCOME(Topics.INSPECTIONS_REPORTED),
    STEP(Topics.ALERTS_WORKED),
    DECISION(Topics.DECISIONS_RECORDED),
    CONVEYANCE(Topics.CONVEYANCES_REPORTED),
    DEADLINE(Topics.DEADLINES_TOLD),
    LANES(Topics.LANES_COUNTED),
    AUDIT(Topics.DESK_AUDITED);

    @SuppressWarnings("ImmutableEnumChecker") // a topic never changes
    private final Topic<? extends SpecificRecord> topic;

    Kind(Topic<? extends SpecificRecord> topic) {
        this.topic = topic;
    }

    /** Whether all of the topic is read, and not only what came in the time that the index keeps. */
    boolean isReadWhole() {
        return switch (this) {
            case STEP, DECISION, DEADLINE, LANES, AUDIT -> true;
            case FILING, ASSESSMENT, ALERT, OUTCOME, CONVEYANCE -> false;
        };
    }

    /** The topic that it comes from. */
    public Topic<? extends SpecificRecord> topic() {
        return topic;
    }
}
