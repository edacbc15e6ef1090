// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.Map;
import portolan.pipeline.Audited;
import portolan.pipeline.RawRecord;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.manifest.Position;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/**
 * What a result is, and which input stands behind it: told where the result cannot be encoded.
 *
 * @param of as {@code name=value}
 * @param topic topic of the input, or what the result is about where it does not say its input
 * @param unassessed whether a filing goes without its assessment
 */
record Origin(String of, String topic, int partition, long offset, boolean unassessed) {
    private static final byte[] NOT_AT_HAND = {};

    static Origin of(Assessment assessment) {
        return of(assessment, "assessment", assessment.position().input() != Position.Input.DUE);
    }

    static Origin ofShadow(Assessment assessment) {
        return of(assessment, "shadow's assessment", false);
    }

    private static Origin of(Assessment assessment, String what, boolean unassessed) {
        Position position = assessment.position();
        return new Origin(
                what + '=' + assessment.assessmentId() + ", consignment="
                        + assessment.key().value(),
                position.topic(),
                position.partition(),
                position.offset(),
                unassessed);
    }

    static Origin of(Alert alert) {
        return new Origin(
                "alert=" + alert.alertId() + ", consignment=" + alert.key().value() + ", assessment="
                        + alert.assessmentId(),
                "alert:" + alert.alertId(),
                0,
                0,
                false);
    }

    static Origin of(LanesCounted counted) {
        return new Origin("day=" + counted.day(), "lanes:" + counted.tenant() + '|' + counted.office(), 0, 0, false);
    }

    static Origin of(Audited audited) {
        return new Origin("rules=" + audited.name() + " v" + audited.version(), audited.source(), 0, 0, false);
    }

    RawRecord raw(long orderTime) {
        return new RawRecord(topic, partition, offset, orderTime, Map.of(), null, NOT_AT_HAND);
    }
}
