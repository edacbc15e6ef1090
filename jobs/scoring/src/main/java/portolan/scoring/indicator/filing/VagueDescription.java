// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * An item whose whole description is a term that says nothing, or nothing but such terms, packaging words and numbers.
 *
 * <p>1 when any item is so described. No reading when no item has a description.
 */
final class VagueDescription extends CaseIndicator {
    VagueDescription() {
        super("vague_description");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        int described = 0;
        for (GoodsItem item : consignment.items()) {
            String description = item.description();
            if (description == null || description.isBlank()) {
                continue;
            }
            described++;
            if (reference.vagueTerms().isVague(description, consignment.billLevel())) {
                return reading(1, "item " + item.seq() + ": \"" + description.strip() + "\", nothing else");
            }
        }
        return described == 0
                ? null
                : reading(0, Wording.counted(described, "description", "descriptions") + ", none vague");
    }
}
