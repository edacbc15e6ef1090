// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory.RivalClaim;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * Two filers claim the same transport document, with other parties or other containers.
 *
 * <p>Formula: 1 when another live claim names another shipper or consignee (by identity) or another set of
 * containers, as far as both state it; 0 when the other claim says the same. Measured for the second claim when it
 * comes, and for the first one at its next event.
 *
 * <p>No reading while one filer alone claims the bill.
 */
public final class DuplicateBill extends CaseIndicator {
    public static final DuplicateBill INSTANCE = new DuplicateBill();

    private DuplicateBill() {
        super("duplicate_bill");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        return of(event);
    }

    public @Nullable Reading of(CaseEvent event) {
        List<RivalClaim> rivals = event.history().rivals();
        if (rivals.isEmpty()) {
            return null;
        }
        for (RivalClaim rival : rivals) {
            String differences = differences(rival);
            if (differences != null) {
                return reading(
                        1,
                        "also claimed by " + rival.filer() + " (filing " + rival.filingId() + "), with " + differences);
            }
        }
        return reading(0, "also claimed by " + rivals.get(0).filer() + ", with the same parties and containers");
    }

    private static @Nullable String differences(RivalClaim rival) {
        if (rival.otherParties()) {
            return rival.otherContainers() ? "other parties and containers" : "other parties";
        }
        return rival.otherContainers() ? "other containers" : null;
    }
}
