// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** An indicator that is read of a case event beside reference data and without any memory; a class each. */
public abstract class CaseIndicator extends Indicator {
    protected CaseIndicator(Definition definition) {
        super(definition);
    }

    /**
     * The readings of an event that has a live version. What the filing does not state gives none: a feed without a
     * field is no feed of suspects.
     */
    public abstract List<Reading> of(CaseEvent event, Reference reference);
}
