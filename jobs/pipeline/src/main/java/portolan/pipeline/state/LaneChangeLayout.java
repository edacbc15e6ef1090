// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.OfficeCountsLayout;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.PositionLayout;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.Lane;

/**
 * Layout of a change of a lane's count; the budget and the rule set as in {@link OfficeCountsLayout}.
 *
 * <pre>
 *   v1   tenant | office | signed epoch day | lane | drawn | has budget | budget, where it has one | rule set | position
 * </pre>
 */
final class LaneChangeLayout {
    private LaneChangeLayout() {}

    static void write(LayoutWriter out, LaneChange change) {
        out.text(change.tenant()).text(change.office()).signed(change.day().toEpochDay());
        Budget budget = change.budget();
        out.constant(change.lane()).flag(change.drawn()).flag(budget != null);
        if (budget != null) {
            OfficeCountsLayout.writeBudget(out, budget);
        }
        OfficeCountsLayout.writeRuleSet(out, change.ruleSet());
        PositionLayout.write(out, change.position());
    }

    static LaneChange read(LayoutReader in) {
        return new LaneChange(
                in.text(),
                in.text(),
                LocalDate.ofEpochDay(in.signed()),
                in.constant(Lane.class),
                in.flag(),
                readBudget(in),
                OfficeCountsLayout.readRuleSet(in),
                PositionLayout.read(in));
    }

    private static @Nullable Budget readBudget(LayoutReader in) {
        return in.flag() ? OfficeCountsLayout.readBudget(in) : null;
    }
}
