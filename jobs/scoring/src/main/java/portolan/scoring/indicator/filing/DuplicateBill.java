// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory.RivalClaim;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * {@link Indicator#DUPLICATE_BILL} (catalogue 16): two filers claim the same transport document, with other parties or
 * other containers.
 *
 * <p>Formula: 1 when another live claim names another shipper or consignee (by identity) or another set of containers,
 * as far as both state it; 0 when the other claim says the same. Measured for the second claim when it comes, and for
 * the first one at its next event.
 *
 * <p>Unit: flag. No reading while one filer alone claims the bill. State: the ledger's entry. Source: general practice.
 * Known false positives: carrier and forwarder who file the same bill and name different parties of one contract.
 */
public final class DuplicateBill implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.DUPLICATE_BILL,
                16,
                "two live filings of different filers claim the same transport document with other parties or containers",
                "the ledger's entry of the consignment",
                "general practice",
                "carrier and forwarder who file the same bill");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        return of(event);
    }

    public static List<Reading> of(CaseEvent event) {
        List<RivalClaim> rivals = event.history().rivals();
        if (rivals.isEmpty()) {
            return List.of();
        }
        for (RivalClaim rival : rivals) {
            String differences = differences(rival);
            if (differences != null) {
                return List.of(new Reading(
                        Indicator.DUPLICATE_BILL,
                        1,
                        "also claimed by " + rival.filer() + " (filing " + rival.filingId() + "), with "
                                + differences));
            }
        }
        return List.of(new Reading(
                Indicator.DUPLICATE_BILL,
                0,
                "also claimed by " + rivals.get(0).filer() + ", with the same parties and containers"));
    }

    private static @Nullable String differences(RivalClaim rival) {
        if (rival.otherParties()) {
            return rival.otherContainers() ? "other parties and containers" : "other parties";
        }
        return rival.otherContainers() ? "other containers" : null;
    }
}
