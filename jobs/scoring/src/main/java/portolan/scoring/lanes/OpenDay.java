// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;

/**
 * A day that is still counted.
 *
 * @param budget as the rule set stated it that last selected somebody for the day
 * @param tallies of red, yellow and blue
 */
record OpenDay(Budget budget, RuleSetRef ruleSet, Map<Lane, LaneTally> tallies) {
    OpenDay {
        Map<Lane, LaneTally> copy = new EnumMap<>(Lane.class);
        copy.putAll(tallies);
        tallies = Collections.unmodifiableMap(copy);
    }

    LaneTally tally(Lane lane) {
        return Objects.requireNonNullElse(tallies.get(lane), LaneTally.NONE);
    }

    OpenDay with(LaneChange change) {
        return new OpenDay(Objects.requireNonNullElse(change.budget(), budget), change.ruleSet(), tallies)
                .with(change.lane(), tally(change.lane()).with(change));
    }

    OpenDay with(Lane lane, LaneTally tally) {
        Map<Lane, LaneTally> changed = new EnumMap<>(Lane.class);
        changed.putAll(tallies);
        changed.put(lane, tally);
        return new OpenDay(budget, ruleSet, changed);
    }

    LaneCount count(Lane lane, Trend trend) {
        return new LaneCount(lane, tally(lane).selected(), tally(lane).drawn(), budget.of(lane), trend);
    }
}
