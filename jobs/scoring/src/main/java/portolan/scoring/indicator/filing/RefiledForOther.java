// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.container.ContainerIndicators;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory.Refiling;
import portolan.scoring.reading.Reading;

/**
 * {@code refiled_for_other}: a bill was withdrawn and comes again within 72 hours, under its own number or with the
 * same container under another, and names another shipper or consignee.
 *
 * <p>0 when it comes again for the same parties. No reading unless a bill was withdrawn before. Many regimes let
 * nobody amend a consignee, so that a correction looks the same: beside {@code cancel_and_refile}, another desk, it
 * is far less often one. The same container under another number is measured by the container memory; the larger
 * reading stands.
 */
public final class RefiledForOther {
    private RefiledForOther() {}

    /** The reading, or null. */
    public static @Nullable Reading read(CaseEvent event) {
        Refiling refiling = event.history().refiling();
        return refiling == null
                ? null
                : new Reading(
                        ContainerIndicators.REFILED_FOR_OTHER,
                        refiling.otherParty() ? 1 : 0,
                        "refiled after withdrawal for "
                                + (refiling.otherParty() ? "other parties" : "the same parties"));
    }
}
