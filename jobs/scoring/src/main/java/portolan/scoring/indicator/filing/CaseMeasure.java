// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * What one indicator, or one family of them, reads of a case event beside reference data and without any memory. Each
 * is a class of its own, stands in {@link CaseIndicators} with one line, and carries its full definition in its
 * Javadoc.
 */
interface CaseMeasure {
    /** What its indicator is. */
    Definition definition();

    /**
     * The readings of an event that has a live version. What the filing does not state gives none: a feed without a
     * field is no feed of suspects.
     */
    List<Reading> of(CaseEvent event, Reference reference);
}
