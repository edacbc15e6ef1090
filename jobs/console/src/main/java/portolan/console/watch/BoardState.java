// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import portolan.schemas.avro.Lane;

/**
 * Everything the live board shows, at one moment.
 *
 * @param now the moment
 * @param elapsed since the board was opened
 * @param perSecond filings scored a second, lately
 * @param scored assessments seen
 * @param latency of the last minute
 * @param lanes assessments by lane
 * @param drawn of those that are RED, how many are because exploration drew them
 * @param rejected filings that could not be used
 * @param messages of customs and carriers that were read
 * @param unreadable records of the output topics that the board itself could not read
 * @param riskiest the first of the ranking; none that is GREEN. The board shows as many as fit
 */
record BoardState(
        Instant now,
        Duration elapsed,
        double perSecond,
        long scored,
        RecentLatency.Latency latency,
        RecentLatency.Latency wholeRun,
        Map<Lane, Long> lanes,
        long drawn,
        Alerts alerts,
        long rejected,
        Messages messages,
        long unreadable,
        List<BoardEntry> riskiest) {
    BoardState {
        lanes = Map.copyOf(lanes);
        riskiest = List.copyOf(riskiest);
    }

    /** Messages with a receipt, the bills in them that were filed, and messages of which nothing was. */
    record Messages(long answered, long filed, long refused) {}

    /** Alert events by what happened. */
    record Alerts(long opened, long updated, long withdrawn) {}
}
