// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory.Refiling;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * {@link Indicator#REFILED_FOR_OTHER} (catalogue 15): a bill was withdrawn and comes again within 72 hours, under its
 * own number or with the same container under another, and names another shipper or consignee.
 *
 * <p>Unit: flag; 0 when it comes again for the same parties. No reading unless a bill was withdrawn before. Many regimes
 * let nobody amend a consignee, so that a correction looks the same: beside {@link Indicator#CANCEL_AND_REFILE}, another
 * desk, it is far less often one. The same container under another number is measured by the container memory; the
 * larger reading stands. State: the ledger's entry. Source: general practice. Known false positives: corrected
 * consignees.
 */
final class RefiledForOther implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.REFILED_FOR_OTHER,
                15,
                "withdrawn and filed again within 72 hours, itself or its container, for another shipper or consignee",
                "the ledger's entry, container memory",
                "general practice",
                "consignees that could be corrected in no other way");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        Refiling refiling = event.history().refiling();
        return refiling == null
                ? List.of()
                : List.of(new Reading(
                        Indicator.REFILED_FOR_OTHER,
                        refiling.otherParty() ? 1 : 0,
                        "refiled after withdrawal for "
                                + (refiling.otherParty() ? "other parties" : "the same parties")));
    }
}
