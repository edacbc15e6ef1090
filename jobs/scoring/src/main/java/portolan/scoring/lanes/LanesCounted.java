// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;

/**
 * What the lanes of an office came to on a day, against its budget.
 *
 * @param exceeded the lane whose budget was exceeded just now, or null when the day is over
 * @param day in UTC
 * @param at order time of what exceeded it, or when the day was closed
 * @param days of the week for which the budget is stated
 * @param lanes red, yellow, blue
 * @param ruleSet in force when a count of the day last changed
 */
public record LanesCounted(
        @Nullable Lane exceeded,
        String tenant,
        String office,
        LocalDate day,
        Instant at,
        DayPattern days,
        List<LaneCount> lanes,
        RuleSetRef ruleSet) {
    public LanesCounted {
        lanes = List.copyOf(lanes);
    }

    /** Whether the day is over, so that its counts are final. */
    public boolean isDay() {
        return exceeded == null;
    }

    /** What somebody on duty must know and can act on; mostly nothing. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (LaneCount count : lanes) {
            if (count.lane() == exceeded) {
                warnings.add("budget exceeded: office=" + office + ", day=" + day + ", " + name(count) + ": "
                        + count.selected() + " selected, " + count.drawn() + " of them drawn by exploration, budget "
                        + count.budget() + " a day on " + days + and());
            } else if (isDay() && count.trend().drift() != Trend.Drift.NONE) {
                Trend trend = count.trend();
                boolean over = trend.drift() == Trend.Drift.OVER;
                warnings.add("budget drifts: office=" + office + ", " + name(count) + ": " + trend.selected()
                        + " selected in the last " + trend.days() + " days of " + days + ", budget " + trend.budget()
                        + ", " + (over ? "more than the office can look at" : "the office could look at more") + and());
            }
        }
        return warnings;
    }

    private String and() {
        return "; rule set " + ruleSet.name() + " version " + ruleSet.version()
                + (tenant.equals("default") ? "" : ", tenant=" + tenant) + ". New thresholds: portolan rules budget";
    }

    private static String name(LaneCount count) {
        return count.lane().name().toLowerCase(Locale.ROOT);
    }
}
