// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.ledger.CaseHistory.Change;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * An amendment changed who gets the goods, what they are, what they travel in or where they leave the ship, after the
 * consignment was first assessed.
 *
 * <p>Formula: 1 when any amendment so far changed the consignee (by its identity, not its spelling), the set of HS
 * subheadings (of descriptions where there is no code), the set of containers or the place of discharge; both
 * versions must state it. Else 0. A change that a later amendment takes back still counts: it was tried.
 *
 * <p>No reading before the first amendment.
 */
final class MaterialAmendment extends CaseIndicator {
    MaterialAmendment() {
        super("material_amendment");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        CaseHistory history = event.history();
        if (!history.begun()) {
            return null;
        }
        if (history.changes().isEmpty()) {
            return reading(0, "amendments left consignee, goods, containers and place of discharge as they were");
        }
        List<String> changed = new ArrayList<>();
        for (Change change : history.changes()) {
            changed.add(change.words());
        }
        return reading(1, "changed since it was first filed: " + String.join(", ", changed));
    }
}
