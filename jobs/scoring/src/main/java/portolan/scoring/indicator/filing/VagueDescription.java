// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * {@link Indicator#VAGUE_DESCRIPTION} (catalogue 1): an item whose whole description is a term that says nothing, or
 * nothing but such terms, packaging words and numbers.
 *
 * <p>Unit: flag, 1 when any item is so described. State: the list of vague terms, aware of the bill's level
 * ("consolidated" is fine on a master bill: its houses say what it holds). Source: CBP CSMS 60011750, EU ICS2 stop
 * words, FATF/Egmont 2021. No reading when no item has a description. Known false positives: honest groupage and small
 * traders; alone it floods.
 */
final class VagueDescription implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.VAGUE_DESCRIPTION,
                1,
                "the whole description is a term that customs refuses as meaningless",
                "reference data",
                "CBP CSMS 60011750; EU ICS2 stop words; FATF/Egmont TBML indicators 2021",
                "honest groupage and small traders; floods alone");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        int described = 0;
        for (GoodsItem item : consignment.items()) {
            String description = item.description();
            if (description == null || description.isBlank()) {
                continue;
            }
            described++;
            if (reference.vagueTerms().isVague(description, consignment.billLevel())) {
                return List.of(new Reading(
                        Indicator.VAGUE_DESCRIPTION,
                        1,
                        "item " + item.seq() + ": \"" + description.strip() + "\", nothing else"));
            }
        }
        return described == 0
                ? List.of()
                : List.of(new Reading(
                        Indicator.VAGUE_DESCRIPTION,
                        0,
                        Wording.counted(described, "description", "descriptions") + ", none vague"));
    }
}
