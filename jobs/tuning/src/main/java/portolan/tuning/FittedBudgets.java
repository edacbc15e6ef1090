// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.OfficeLanes;

/**
 * Thresholds that meet budgets, and what they would have selected.
 *
 * @param thresholds by threat and office
 * @param capacities one for each capacity that a budget states, in the order of offices
 */
public record FittedBudgets(Map<String, Map<String, List<OfficeLanes>>> thresholds, List<Capacity> capacities) {
    public FittedBudgets {
        thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
        capacities = List.copyOf(capacities);
    }

    /**
     * What became of one capacity. Numbers are consignments a day, of the days that it is for.
     *
     * @param counted how many such days the archive has
     * @param capacity as stated
     * @param before selected as it happened
     * @param expected selected under the fitted thresholds, with the 95 % interval of the mean
     * @param shift of the threats' own thresholds, in bits
     * @param nextMilder selected under thresholds a hundredth of a bit lower
     * @param laterDays how many such days were held out
     * @param later selected on those days by thresholds fitted to the days before them; NaN where there are none
     * @param limit what kept the selection from the capacity
     */
    public record Capacity(
            String office,
            DayPattern days,
            Lane lane,
            int counted,
            int capacity,
            double before,
            Estimate expected,
            double shift,
            double nextMilder,
            int laterDays,
            double later,
            Limit limit) {
        /** Whether more would be selected than somebody can look at. */
        public boolean isExceeded() {
            return expected.value() > capacity;
        }
    }

    /** What may keep a selection from its capacity. */
    public enum Limit {
        NONE,
        /** The archive has nothing of this office on these days: thresholds stay. */
        NOTHING_KNOWN,
        /** There is more capacity than consignments above the floor: all of those are selected. */
        FLOOR,
        /** So many have the same score that the next threshold down selects too many. */
        SAME_SCORE,
        /** Those who are drawn are more than the capacity already: thresholds stay. */
        DRAWN,
        /** The stricter lane's threshold is so low that nothing is left between both. */
        STRICTER_LANE
    }
}
