// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;

/** The lane of a whole consignment, and what put it there. */
record Selection(Lane lane, SelectedBy by) {
    /** @param strictest of its threats. A draw is about none of them: it changes the whole, and opens no alert. */
    static Selection of(RuleSet ruleSet, ConsignmentKey key, Lane strictest) {
        return strictest != Lane.RED && ruleSet.exploration().draws(key)
                ? new Selection(Lane.RED, SelectedBy.EXPLORATION)
                : new Selection(strictest, SelectedBy.THRESHOLD);
    }
}
