// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What an office can look at on one day, on some days of the week. It changes nobody's lane: thresholds are derived
 * from it beforehand, and what is selected is counted against it.
 *
 * @param capacity consignments a day by lane, never for green; a lane that is not there has no limit
 */
public record Budget(DayPattern days, Map<Lane, Integer> capacity) {
    public Budget {
        if (capacity.isEmpty() || capacity.containsKey(Lane.GREEN)) {
            throw new IllegalArgumentException("a budget is of red, yellow or blue: capacity=" + capacity);
        }
        if (capacity.values().stream().anyMatch(of -> of < 0)) {
            throw new IllegalArgumentException("a capacity must not be negative: capacity=" + capacity);
        }
        capacity = Collections.unmodifiableMap(new EnumMap<>(capacity));
    }

    /** What the office can look at in this lane, or null where it states no limit. */
    public @Nullable Integer of(Lane lane) {
        return capacity.get(lane);
    }

    /** The capacities as a person reads them, without the days. */
    @Override
    public String toString() {
        StringJoiner shown = new StringJoiner(", ");
        capacity.forEach((lane, count) -> shown.add(lane.name().toLowerCase(Locale.ROOT) + " " + count));
        return shown.toString();
    }
}
