// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;

/**
 * What an inspection came to, and of what. The parties of that version were taught, and keep what was found: an
 * amendment that names others afterwards does not pass it on to them.
 *
 * @param outcome the newest one
 * @param found the version that was inspected; null while that is the one last stated
 * @param closed whether the filing that was inspected was withdrawn since: what stands now is another bill
 */
record Inspection(Outcome outcome, @Nullable Consignment found, boolean closed) {
    /** Another version takes the place of the one that was inspected. */
    Inspection movedOn(Consignment before) {
        return found != null ? this : new Inspection(outcome, before, closed);
    }

    Inspection closed(Consignment last) {
        return new Inspection(outcome, found == null ? last : found, true);
    }

    Inspection corrected(Outcome correction) {
        return new Inspection(correction, found, closed);
    }
}
