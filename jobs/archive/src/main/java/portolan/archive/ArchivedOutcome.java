// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.OutcomeCode;

/**
 * What an inspection came to, as reported. What the officer wrote is not kept: it may name people.
 *
 * @param version from 1; a higher one of one consignment corrects a lower one
 * @param reason why nobody looked, with {@link OutcomeCode#NOT_EXAMINED}
 * @param goodsKind which goods may not enter, where that was found
 * @param revenue duty and fines recovered, in cents at the finest
 * @param chosen how the consignment came to be inspected
 */
public record ArchivedOutcome(
        String outcomeId,
        String tenant,
        String consignmentKey,
        OutcomeCode code,
        boolean examined,
        int version,
        Instant reportedAt,
        @Nullable String office,
        @Nullable String reason,
        @Nullable String goodsKind,
        @Nullable BigDecimal revenue,
        @Nullable String currency,
        Chosen chosen) {}
