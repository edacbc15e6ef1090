// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Totals;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * {@link Indicator#DOCUMENT_MASS}: how far the gross mass that documents of one type state is from the filed one, {@code
 * |stated - filed| / max(stated, filed)}, of the type that is furthest away: a packing list, a weighbridge's ticket, the
 * declaration before. Filed is the sum of the items, else the total.
 *
 * <p>Unit: share, 0 (they agree) to 1. State: none. Source: FATF/Egmont 2021, "discrepancies between the quantity,
 * quality, volume, or value". No reading unless all documents of a type state a mass, and the filing does. Known false
 * positives: documents of the whole order, net for gross, pallets that one weighs and the other does not.
 */
final class DocumentMass implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.DOCUMENT_MASS,
                0,
                "how far the gross mass that documents of one type state is from the filed one",
                "the filing alone",
                "FATF/Egmont TBML indicators 2021",
                "documents of the whole order, net for gross, pallets");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        return consignment.documents().isEmpty()
                ? List.of()
                : Reading.listed(StatedSum.furthest(
                        Indicator.DOCUMENT_MASS,
                        consignment.documents(),
                        document -> document.grossMassKg() == null ? Double.NaN : document.grossMassKg(),
                        filed(consignment),
                        Wording::kilograms));
    }

    private static double filed(Consignment consignment) {
        double sum = TotalsMismatch.sumOfMasses(consignment.items());
        Totals totals = consignment.totals();
        return Double.isNaN(sum) && totals != null && totals.grossMassKg() != null ? totals.grossMassKg() : sum;
    }
}
