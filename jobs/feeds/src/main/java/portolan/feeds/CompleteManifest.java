// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.RawMessageRef;

/**
 * All bills of a manifest were listed; what it leaves out is withdrawn.
 *
 * @param manifest as in {@link ListedBill}
 * @param at the message's time
 * @param rejected bills of the message that were rejected, or that it states and does not hold: what is left out may be
 *     one of them
 * @param atMost share that is withdrawn without a person, in per cent
 * @param approvedBy who looked at the message and approved of the withdrawal; null for nobody
 * @param receivedAt when the message was received
 * @param message where it stands
 */
public record CompleteManifest(
        String manifest,
        Instant at,
        int rejected,
        int atMost,
        @Nullable String approvedBy,
        Instant receivedAt,
        RawMessageRef message) {}
