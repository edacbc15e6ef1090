// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Lane;

/**
 * What one lane of an office came to on a day.
 *
 * @param selected consignments, those included that were drawn
 * @param drawn of them by exploration
 * @param budget what the office can look at, or null where it states no limit
 * @param trend over the days before, this one included; unknown while the day is open
 */
public record LaneCount(
        Lane lane, int selected, int drawn, @Nullable Integer budget, Trend trend) {
    boolean isExceeded() {
        return budget != null && selected > budget;
    }
}
