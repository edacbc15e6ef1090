// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an assessment came while a decision was still to be taken; by event time, so a replay says the same. */
public enum Timeliness {
    IN_TIME,
    TOO_LATE,
    /** No deadline is filed and none can be derived. */
    NO_DEADLINE;

    static Timeliness of(Instant assessedAt, @Nullable Instant decisionDueBy) {
        if (decisionDueBy == null) {
            return NO_DEADLINE;
        }
        return assessedAt.isAfter(decisionDueBy) ? TOO_LATE : IN_TIME;
    }
}
