// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Freight;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * {@link Indicator#FREIGHT_PAID_CASH} (catalogue 72): freight paid in cash.
 *
 * <p>Unit: flag. State: none. Source: BIS red flags, FATF/Egmont 2021. No reading when the filing does not say how
 * freight is paid. Known false positives: small private shipments.
 */
final class FreightPaidCash implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.FREIGHT_PAID_CASH,
                72,
                "freight paid in cash",
                "the filing alone",
                "BIS red flags; FATF/Egmont TBML indicators 2021",
                "small private shipments");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        Freight freight = event.live().freight();
        if (freight == null) {
            return List.of();
        }
        return switch (freight.payment()) {
            case CASH -> List.of(new Reading(Indicator.FREIGHT_PAID_CASH, 1, "freight paid in cash" + amount(freight)));
            case PREPAID -> List.of(new Reading(Indicator.FREIGHT_PAID_CASH, 0, "freight prepaid"));
            case COLLECT -> List.of(new Reading(Indicator.FREIGHT_PAID_CASH, 0, "freight collect"));
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
