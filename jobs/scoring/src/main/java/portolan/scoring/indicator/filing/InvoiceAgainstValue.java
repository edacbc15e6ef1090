// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.ExchangeRates;
import portolan.scoring.reference.Reference;

/**
 * What the invoices come to by the value of all goods, in the first invoice's currency by the rates of the day the
 * filing was received. Above 1 more was invoiced than is declared; a value that includes freight lies above its
 * invoice.
 *
 * <p>No reading unless every invoice states amount and currency, and every item a value.
 */
final class InvoiceAgainstValue extends CaseIndicator {
    InvoiceAgainstValue() {
        super("invoice_against_value");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        List<SupportingDocument> invoices = StatedSum.invoices(event.live().documents());
        return invoices.isEmpty()
                ? null
                : of(event.live(), invoices, reference.world().rates());
    }

    private @Nullable Reading of(Consignment consignment, List<SupportingDocument> invoices, ExchangeRates rates) {
        String currency = invoices.get(0).currency();
        if (currency == null) {
            return null;
        }
        LocalDate day = LocalDate.ofInstant(consignment.receivedAt(), ZoneOffset.UTC);
        double invoiced = 0;
        for (SupportingDocument invoice : invoices) {
            if (invoice.amount() == null || invoice.currency() == null) {
                return null;
            }
            invoiced += rates.convert(invoice.amount(), invoice.currency(), currency, day);
        }
        double declared = 0;
        for (GoodsItem item : consignment.items()) {
            Money value = item.value();
            if (value == null || value.currency() == null) {
                return null;
            }
            declared += rates.convert(value.amount(), value.currency(), currency, day);
        }
        double ratio = invoiced / declared;
        return declared > 0 && ratio >= 0 && ratio < Double.POSITIVE_INFINITY
                ? reading(
                        ratio,
                        StatedSum.named(invoices) + ": " + show(invoiced, currency) + ", goods declared "
                                + show(declared, currency))
                : null;
    }

    private static String show(double amount, String currency) {
        return Wording.decimal(amount, 2) + " " + currency;
    }
}
