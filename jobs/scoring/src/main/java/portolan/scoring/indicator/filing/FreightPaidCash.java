// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Freight;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * Freight paid in cash.
 *
 * <p>No reading when the filing does not say how freight is paid.
 */
final class FreightPaidCash extends CaseIndicator {
    FreightPaidCash() {
        super("freight_paid_cash");
    }

    @Override
    List<Reading> of(CaseEvent event, Reference reference) {
        Freight freight = event.live().freight();
        if (freight == null) {
            return List.of();
        }
        return switch (freight.payment()) {
            case CASH -> List.of(reading(1, "freight paid in cash" + amount(freight)));
            case PREPAID -> List.of(reading(0, "freight prepaid"));
            case COLLECT -> List.of(reading(0, "freight collect"));
            case UNKNOWN -> List.of();
        };
    }

    private static String amount(Freight freight) {
        Double amount = freight.amount();
        if (amount == null) {
            return "";
        }
        String currency = freight.currency();
        return ": " + Wording.decimal(amount, 2) + (currency == null ? "" : " " + currency);
    }
}
