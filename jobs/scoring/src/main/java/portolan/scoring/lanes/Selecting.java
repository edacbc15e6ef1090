// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.SelectedBy;

/**
 * What one assessment makes of a consignment's count.
 *
 * <p>A consignment counts once: in the strictest lane it was ever put in, at the office and on the UTC day of the
 * assessment that first put it there. A stricter assessment moves it. Neither a milder one nor a withdrawal takes it
 * away again: the day's people were spent on it.
 *
 * @param selected what is remembered of it from now on; null where it was never selected, or by rule sets without
 *     budgets and never into red
 * @param changes of counts against budgets; none, mostly
 */
public record Selecting(@Nullable Selected selected, List<LaneChange> changes) {
    private static final Selecting NOTHING = new Selecting(null, List.of());

    public Selecting {
        changes = List.copyOf(changes);
    }

    /**
     * What an assessment by the rule set in force makes of it.
     *
     * @param before what is remembered of the consignment
     * @param office that decides, as the assessed version of the consignment names it
     */
    public static Selecting of(
            @Nullable Selected before, Assessment assessment, @Nullable String office, RuleSet ruleSet) {
        Lane lane = assessment.lane();
        // Red is remembered without budgets too, since the first rule set that has some must not count it when it is
        // amended. Milder lanes are not: red has its alerts in the same value, they would be a write each.
        Lane mildest = ruleSet.budgets().isEmpty() ? Lane.RED : Lane.BLUE;
        if (before == null && !lane.isAtLeast(mildest)) {
            return NOTHING;
        }
        if (before != null && before.lane().isAtLeast(lane)) {
            return new Selecting(before, List.of());
        }
        LocalDate day = assessment.position().day();
        Budget budget = ruleSet.budget(office, day.getDayOfWeek());
        // Also where no budget is: an amendment on a day that has one must not count what was selected before.
        Selected now =
                new Selected(office, day, lane, assessment.selectedBy() == SelectedBy.EXPLORATION, budget != null);
        List<LaneChange> changes = new ArrayList<>(2);
        if (before != null && before.counted()) {
            changes.add(change(assessment, before, null));
        }
        if (now.counted()) {
            changes.add(change(assessment, now, budget));
        }
        return new Selecting(now, changes);
    }

    private static LaneChange change(Assessment assessment, Selected selected, @Nullable Budget budget) {
        String office = selected.office();
        if (office == null) {
            throw new IllegalStateException("counted without an office: consignment=" + assessment.key());
        }
        return new LaneChange(
                assessment.tenant(),
                office,
                selected.day(),
                selected.lane(),
                selected.drawn(),
                budget,
                assessment.ruleSet(),
                assessment.position());
    }
}
