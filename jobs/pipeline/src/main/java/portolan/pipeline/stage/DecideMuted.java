// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.Decided.Before;
import portolan.pipeline.stage.OpenCases.AnsweredCase;
import portolan.pipeline.state.ReadingsBytes;
import portolan.scoring.indicator.Readings;
import portolan.scoring.ledger.CaseEvent;

/**
 * Decides that nothing is told, whatever the rule set: of each case only the readings stay that await other bills.
 *
 * <p>No alert is remembered either. What nobody was told of can be neither updated nor withdrawn: the next version of
 * such a consignment opens its alert. Nor does it count against a budget, until that next version is selected.
 */
final class DecideMuted extends DecideCase {
    private static final Decided NOTHING = new Decided(null, List.of(), List.of(), List.of(), null, null);

    DecideMuted(AssessSettings settings) {
        super(settings);
    }

    @Override
    Decided assessed(AnsweredCase answered, @Nullable Readings earlier, InForce inForce, Before before) {
        CaseEvent event = answered.event();
        return event.awaitsBills()
                ? new Decided(null, List.of(), List.of(), List.of(), ReadingsBytes.of(readings(event, answered)), null)
                : NOTHING;
    }

    @Override
    Decided withdrawn(CaseEvent event, Before before) {
        return NOTHING;
    }
}
