// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * A certificate or licence that is no longer valid on the day the goods arrive, else the day the filing was received.
 *
 * <p>No reading unless a document states its last day.
 */
final class DocumentExpired extends CaseIndicator {
    DocumentExpired() {
        super("document_expired");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        if (consignment.documents().isEmpty()) {
            return null;
        }
        LocalDate first = null;
        SupportingDocument expiring = null;
        for (SupportingDocument document : consignment.documents()) {
            LocalDate last = document.expiryDate();
            if (last != null && (first == null || last.isBefore(first))) {
                first = last;
                expiring = document;
            }
        }
        if (first == null || expiring == null) {
            return null;
        }
        Instant arrival = consignment.arrival();
        LocalDate day = LocalDate.ofInstant(arrival == null ? consignment.receivedAt() : arrival, ZoneOffset.UTC);
        return reading(
                first.isBefore(day) ? 1 : 0,
                StatedSum.named(expiring) + " is valid until " + first + ", goods "
                        + (arrival == null ? "filed " : "arrive ") + day);
    }
}
