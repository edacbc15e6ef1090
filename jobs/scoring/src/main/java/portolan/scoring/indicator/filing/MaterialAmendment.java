// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.ledger.CaseHistory.Change;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.DocumentsAsked;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Unit;
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
public final class MaterialAmendment extends CaseIndicator {
    public MaterialAmendment() {
        super(Definition.of("material_amendment", Unit.FLAG, 13)
                .readFrom(ConsigneeSwitch.CHANGE_OF_CONSIGNEE)
                .meaning("consignee, goods, container or place of discharge changed after the first assessment")
                .state("the ledger's entry of the consignment")
                .source("WWF/TRAFFIC Red Flag Compendium 2021; FATF/Egmont TBML indicators 2021")
                .falsePositives("honest corrections, ships that were diverted")
                .asks(DocumentsAsked.AMENDMENT));
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        CaseHistory history = event.history();
        if (!history.begun()) {
            return List.of();
        }
        if (history.changes().isEmpty()) {
            return List.of(new Reading(
                    this, 0, "amendments left consignee, goods, containers and place of discharge as they were"));
        }
        List<String> changed = new ArrayList<>();
        for (Change change : history.changes()) {
            changed.add(change.words());
        }
        return List.of(new Reading(this, 1, "changed since it was first filed: " + String.join(", ", changed)));
    }
}
