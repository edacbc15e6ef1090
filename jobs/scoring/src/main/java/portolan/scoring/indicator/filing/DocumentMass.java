// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Totals;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * How far the gross mass that documents of one type state is from the filed one,
 * {@code |stated - filed| / max(stated, filed)}, of the type that is furthest away: a packing list, a weighbridge's
 * ticket, the declaration before. Filed is the sum of the items, else the total.
 *
 * <p>0 (they agree) to 1. No reading unless all documents of a type state a mass, and the filing does.
 */
final class DocumentMass extends CaseIndicator {
    DocumentMass() {
        super("document_mass");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        return consignment.documents().isEmpty()
                ? null
                : StatedSum.furthest(
                        indicator,
                        consignment.documents(),
                        document -> document.grossMassKg() == null ? Double.NaN : document.grossMassKg(),
                        filed(consignment),
                        Wording::kilograms);
    }

    private static double filed(Consignment consignment) {
        double sum = TotalsMismatch.sumOfMasses(consignment.items());
        Totals totals = consignment.totals();
        return Double.isNaN(sum) && totals != null && totals.grossMassKg() != null ? totals.grossMassKg() : sum;
    }
}
