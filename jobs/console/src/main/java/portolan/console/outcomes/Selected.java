// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.Selector;

/**
 * How a consignment came to be inspected, as it is typed.
 *
 * @param by null where nobody says
 * @param share of consignments that were drawn
 * @param lane that the engine chose
 * @param ruleSet hash of the rule set that chose it
 */
public record Selected(
        @Nullable String by,
        @Nullable Double share,
        @Nullable String lane,
        @Nullable String ruleSet) {
    /** Nobody says. */
    public static final Selected NONE = new Selected(null, null, null, null);

    /** As an officer's form says it, which knows only who chose: the rest stays as it was reported, of the same. */
    public static Selected by(@Nullable String by, @Nullable InspectionOutcome before) {
        Selector was = before == null ? null : before.getSelectedBy();
        if (before == null || was == null || !was.name().equals(by)) {
            return new Selected(by, null, null, null);
        }
        Lane lane = before.getSelectedLane();
        return new Selected(
                by, before.getSelectedShare(), lane == null ? null : lane.name(), before.getSelectedRuleSet());
    }

    void into(InspectionOutcome.Builder outcome, List<String> faults) {
        outcome.setSelectedBy(by == null ? null : Choice.of(Selector.class, "selection", by, faults))
                .setSelectedShare(share)
                .setSelectedLane(lane == null ? null : Choice.of(Lane.class, "lane", lane, faults))
                .setSelectedRuleSet(ruleSet);
    }
}
