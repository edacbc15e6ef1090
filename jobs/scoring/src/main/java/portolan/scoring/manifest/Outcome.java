// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection came to. A corrected outcome carries a higher version and replaces the earlier one.
 *
 * @param version from 1
 * @param goodsKind kind of prohibited goods, when the code says there were any
 */
public record Outcome(
        String tenant,
        ConsignmentKey consignmentKey,
        OutcomeCode code,
        boolean examined,
        int version,
        Instant reportedAt,
        @Nullable String office,
        @Nullable String reason,
        @Nullable String goodsKind,
        Position position) {
    /** Whether the outcome says anything about the goods: waived and unexamined consignments teach nothing. */
    public boolean teaches() {
        return examined && code != OutcomeCode.NOT_EXAMINED;
    }
}
