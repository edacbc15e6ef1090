// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;

/**
 * One consignment more, or less, in a lane of an office on a day that has a budget.
 *
 * @param drawn whether exploration put it there
 * @param budget of that office on that day; null where one less counts, which changes no budget
 * @param ruleSet in force when it changed
 * @param position of the input that changed it
 */
public record LaneChange(
        String tenant,
        String office,
        LocalDate day,
        Lane lane,
        boolean drawn,
        @Nullable Budget budget,
        RuleSetRef ruleSet,
        Position position) {
    /** Tenants never share an office's counts, whatever its code. */
    public String officeKey() {
        return tenant + '|' + office;
    }

    /** 1 or -1. */
    public int by() {
        return budget == null ? -1 : 1;
    }
}
