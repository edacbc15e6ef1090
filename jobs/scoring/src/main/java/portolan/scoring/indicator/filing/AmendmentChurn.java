// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** How often the consignment was changed or withdrawn so far. */
final class AmendmentChurn extends CaseIndicator {
    AmendmentChurn() {
        super("amendment_churn");
    }

    @Override
    protected Reading of(CaseEvent event, Reference reference) {
        int amendments = event.amendments();
        return reading(amendments, times(amendments));
    }

    private static String times(int amendments) {
        return switch (amendments) {
            case 0 -> "never amended";
            case 1 -> "amended once";
            default -> "amended " + amendments + " times";
        };
    }
}
