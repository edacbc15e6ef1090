// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.scoring.score.Alert;

/** From an alert to its record on the wire. */
public final class AlertRecords {
    private AlertRecords() {}

    public static AlertRaised of(Alert alert) {
        return AlertRaised.newBuilder()
                .setAlertId(alert.alertId())
                .setTenant(alert.tenant())
                .setConsignmentKey(alert.key().value())
                .setThreat(alert.threat())
                .setState(AlertState.valueOf(alert.state().name()))
                .setAt(alert.at())
                .setAssessmentId(alert.assessmentId())
                .setScore(alert.score())
                .setLane(AssessmentRecords.lane(alert.lane()))
                .setUrgent(alert.urgent())
                .setChanges(alert.changes().stream().map(Clip::text).toList())
                .build();
    }
}
