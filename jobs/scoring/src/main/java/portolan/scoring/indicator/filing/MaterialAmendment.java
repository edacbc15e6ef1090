// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.ledger.CaseHistory.Change;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * {@link Indicator#MATERIAL_AMENDMENT} (catalogue 13): an amendment changed who gets the goods, what they are, what
 * they travel in or where they leave the ship, after the consignment was first assessed.
 *
 * <p>Formula: 1 when any amendment so far changed the consignee (by its identity, not its spelling), the set of HS
 * subheadings (of descriptions where there is no code), the set of containers or the place of discharge; both versions
 * must state it. Else 0. A change that a later amendment takes back still counts: it was tried.
 *
 * <p>Unit: flag. No reading before the first amendment. State: the ledger's entry. Source: WWF/TRAFFIC 2021,
 * FATF/Egmont 2021. Known false positives: honest corrections, ships that were diverted.
 */
final class MaterialAmendment implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.MATERIAL_AMENDMENT,
                13,
                "consignee, goods, container or place of discharge changed after the first assessment",
                "the ledger's entry of the consignment",
                "WWF/TRAFFIC Red Flag Compendium 2021; FATF/Egmont TBML indicators 2021",
                "honest corrections, ships that were diverted");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        CaseHistory history = event.history();
        if (!history.begun()) {
            return List.of();
        }
        if (history.changes().isEmpty()) {
            return List.of(new Reading(
                    Indicator.MATERIAL_AMENDMENT,
                    0,
                    "amendments left consignee, goods, containers and place of discharge as they were"));
        }
        List<String> changed = new ArrayList<>();
        for (Change change : history.changes()) {
            changed.add(change.words());
        }
        return List.of(new Reading(
                Indicator.MATERIAL_AMENDMENT, 1, "changed since it was first filed: " + String.join(", ", changed)));
    }
}
