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

    void into(InspectionOutcome.Builder outcome, List<String> faults) {
        outcome.setSelectedBy(by == null ? null : Choice.of(Selector.class, "selection", by, faults))
                .setSelectedShare(share)
                .setSelectedLane(lane == null ? null : Choice.of(Lane.class, "lane", lane, faults))
                .setSelectedRuleSet(ruleSet);
    }
}
