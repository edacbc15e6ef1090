// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import portolan.scoring.ledger.CaseEvent.FilingRef;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.Filing;

/**
 * What another filer than that of the live version states about the same bill. It is assessed and teaches nothing,
 * until the live one is withdrawn and this one stands.
 *
 * @param filing the newest filing of the claim
 * @param stated what it states
 */
record Claim(FilingRef filing, Consignment stated) {
    /** What a feed says when it does not know who filed. */
    private static final String UNKNOWN = "UNKNOWN";

    /** Whether the filing is this claim's own: its number, or its filer's. */
    boolean isOf(Filing other) {
        boolean sameFiler = isKnown(stated.filer())
                && stated.filer().id().equals(other.consignment().filer().id());
        return sameFiler || filing.filingId().equals(other.filingId());
    }

    /** Whether two filers are known and two. */
    static boolean differ(Filer one, Filer other) {
        return isKnown(one) && isKnown(other) && !one.id().equals(other.id());
    }

    private static boolean isKnown(Filer filer) {
        return !filer.id().isBlank() && !filer.id().equals(UNKNOWN);
    }
}
