// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
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
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Freight freight = event.live().freight();
        if (freight == null) {
            return null;
        }
        return switch (freight.payment()) {
            case CASH -> reading(1, "freight paid in cash" + amount(freight));
            case PREPAID -> reading(0, "freight prepaid");
            case COLLECT -> reading(0, "freight collect");
            case UNKNOWN -> null;
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
