// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection came to. A corrected outcome carries a higher version and replaces the earlier one.
 *
 * @param version from 1
 * @param goodsKind kind of prohibited goods, when the code says there were any
 * @param chosen how the consignment came to be inspected
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
        Chosen chosen,
        Position position) {
    /** The same of an inspection that was chosen so. */
    public Outcome chosen(Chosen how) {
        return new Outcome(
                tenant, consignmentKey, code, examined, version, reportedAt, office, reason, goodsKind, how, position);
    }

    /** Whether the outcome says anything about the goods: waived and unexamined consignments teach nothing. */
    public boolean teaches() {
        return examined && code != OutcomeCode.NOT_EXAMINED;
    }
}
