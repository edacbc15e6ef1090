// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Totals;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.DocumentsAsked;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Unit;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * How far the packages that documents of one type state are from the filed ones,
 * {@code |stated - filed| / max(stated, filed)}, of the type that is furthest away. Filed is the sum of the items,
 * else the total.
 *
 * <p>0 (they agree) to 1. No reading unless all documents of a type state packages, and the filing does.
 */
public final class DocumentPackages extends CaseIndicator {
    public DocumentPackages() {
        super(Definition.of("document_packages", Unit.SHARE)
                .meaning("how far the packages that documents of one type state are from the filed ones")
                .state("the filing alone")
                .source("FATF/Egmont TBML indicators 2021")
                .falsePositives("documents of the whole order, inner against outer packages")
                .asks(DocumentsAsked.PACKAGES));
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        return consignment.documents().isEmpty()
                ? List.of()
                : Reading.listed(StatedSum.furthest(
                        this,
                        consignment.documents(),
                        document -> document.packages() == null ? Double.NaN : document.packages(),
                        filed(consignment),
                        packages -> Wording.decimal(packages, 0) + " packages"));
    }

    private static double filed(Consignment consignment) {
        double sum = TotalsMismatch.sumOfPackages(consignment.items());
        Totals totals = consignment.totals();
        return Double.isNaN(sum) && totals != null && totals.packages() != null ? totals.packages() : sum;
    }
}
