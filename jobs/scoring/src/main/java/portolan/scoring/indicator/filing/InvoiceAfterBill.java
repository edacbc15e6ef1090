// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * Days from the day of the transport document to that of the latest invoice; 0 where no invoice is later. Goods are
 * invoiced when they are sold, which is seldom after they were shipped.
 *
 * <p>The bill's day is that of its issue, else of the departure. No reading unless an invoice states its day and the
 * bill's is known.
 */
final class InvoiceAfterBill extends CaseIndicator {
    InvoiceAfterBill() {
        super("invoice_after_bill");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        if (consignment.documents().isEmpty()) {
            return null;
        }
        LocalDate latest = null;
        SupportingDocument invoice = null;
        for (SupportingDocument one : StatedSum.invoices(consignment.documents())) {
            LocalDate issued = one.issueDate();
            if (issued != null && (latest == null || issued.isAfter(latest))) {
                latest = issued;
                invoice = one;
            }
        }
        LocalDate bill = latest == null ? null : day(consignment);
        if (latest == null || invoice == null || bill == null) {
            return null;
        }
        long days = Math.max(0, ChronoUnit.DAYS.between(bill, latest));
        return reading(
                days,
                StatedSum.named(invoice) + " of " + latest
                        + (days == 0 ? ", " : ", " + Wording.counted(days, "day", "days") + " after ")
                        + "the bill of " + bill);
    }

    private static @Nullable LocalDate day(Consignment consignment) {
        Instant departure = consignment.departure();
        if (consignment.document().issueDate() != null || departure == null) {
            return consignment.document().issueDate();
        }
        return LocalDate.ofInstant(departure, ZoneOffset.UTC);
    }
}
