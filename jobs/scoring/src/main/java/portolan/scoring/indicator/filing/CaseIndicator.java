// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** How an indicator is read of a case event beside reference data and without any memory; a class each. */
abstract class CaseIndicator {
    final Indicator indicator;

    /** @param name its row in {@code indicators.txt} */
    CaseIndicator(String name) {
        this.indicator = Indicator.named(name);
    }

    /**
     * The reading of an event that has a live version. What the filing does not state gives none: a feed without a
     * field is no feed of suspects.
     */
    protected abstract @Nullable Reading of(CaseEvent event, Reference reference);

    final Reading reading(double value, String evidence) {
        return new Reading(indicator, value, evidence);
    }
}
