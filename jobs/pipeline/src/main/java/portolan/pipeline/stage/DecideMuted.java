// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import portolan.pipeline.DecideInput;
import portolan.pipeline.stage.Decided.Before;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.SuppressionsInForce;

/**
 * Decides that nothing is told, whatever the rule set: nothing of a case stays here.
 *
 * <p>No alert is remembered either. What nobody was told of can be neither updated nor withdrawn: the next version of
 * such a consignment opens its alert. Nor does it count against a budget, until that next version is selected.
 */
final class DecideMuted extends DecideCase {
    private static final Decided NOTHING = new Decided(null, List.of(), List.of(), List.of(), null);

    DecideMuted(AssessSettings settings) {
        super(settings);
    }

    @Override
    Decided assessed(
            DecideInput input, InForce inForce, SuppressionsInForce suppressions, Reference reference, Before before) {
        return NOTHING;
    }

    @Override
    Decided withdrawn(CaseEvent event, Before before) {
        return NOTHING;
    }
}
