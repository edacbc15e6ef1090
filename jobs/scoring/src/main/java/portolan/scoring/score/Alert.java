// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.Instant;
import java.util.List;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.Lane;

/**
 * News about an assessment that a person must look at. All news about one consignment and one threat has one
 * {@code alertId}, whatever is amended.
 *
 * @param at event time of the input that changed it
 * @param assessmentId the assessment behind it; of a withdrawn consignment the last one
 * @param changes what is different now, in plain words
 */
public record Alert(
        String alertId,
        String tenant,
        ConsignmentKey key,
        String threat,
        State state,
        Instant at,
        String assessmentId,
        double score,
        Lane lane,
        boolean urgent,
        List<String> changes) {
    public Alert {
        changes = List.copyOf(changes);
    }

    /** What happened to the alert. */
    public enum State {
        OPENED,
        UPDATED,
        WITHDRAWN
    }
}
