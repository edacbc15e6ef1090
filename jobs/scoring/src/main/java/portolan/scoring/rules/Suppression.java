// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One rule that does not count for somebody known, or on a route known.
 *
 * @param id within its list
 * @param rule id of the rule
 * @param line of the rule's id in the text, from 1
 * @param column of the rule's id, from 1
 * @param tenant for whose consignments; null for everybody's
 * @param whom for whom, as {@link SuppressedFor} names it
 * @param until the last day on which it holds, in UTC
 */
record Suppression(
        String id,
        String rule,
        int line,
        int column,
        @Nullable String tenant,
        String whom,
        String reason,
        LocalDate until) {
    /** Epoch milliseconds of order time from which it is over. */
    long endsAt() {
        return endsAt(until);
    }

    static long endsAt(LocalDate until) {
        return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
