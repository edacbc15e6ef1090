// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a filer sends about one bill: to create, replace or delete it.
 *
 * @param filingVersion the adapter's count of filings under {@code filingId}, from 1
 * @param filedAt when the filer says it filed
 */
public record Filing(
        String eventId,
        EventKind kind,
        String filingId,
        int filingVersion,
        @Nullable String supersedesFilingId,
        Instant filedAt,
        Position position,
        Consignment consignment) {}
