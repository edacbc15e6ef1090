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
 * How far the packages that documents of one type state are from the filed ones,
 * {@code |stated - filed| / max(stated, filed)}, of the type that is furthest away. Filed is the sum of the items,
 * else the total.
 *
 * <p>0 (they agree) to 1. No reading unless all documents of a type state packages, and the filing does.
 */
final class DocumentPackages extends CaseIndicator {
    DocumentPackages() {
        super("document_packages");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        return consignment.documents().isEmpty()
                ? null
                : StatedSum.furthest(
                        indicator,
                        consignment.documents(),
                        document -> document.packages() == null ? Double.NaN : document.packages(),
                        filed(consignment),
                        packages -> Wording.decimal(packages, 0) + " packages");
    }

    private static double filed(Consignment consignment) {
        double sum = TotalsMismatch.sumOfPackages(consignment.items());
        Totals totals = consignment.totals();
        return Double.isNaN(sum) && totals != null && totals.packages() != null ? totals.packages() : sum;
    }
}
