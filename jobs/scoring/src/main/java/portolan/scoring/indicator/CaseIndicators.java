// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.indicator.filing.CancelAndRefile;
import portolan.scoring.indicator.filing.CaseIndicator;
import portolan.scoring.indicator.filing.RefiledForOther;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** What a case event says by itself, beside reference data and without any memory; no indicator knows of another. */
public final class CaseIndicators {
    private final Reference reference;

    public CaseIndicators(Reference reference) {
        this.reference = reference;
    }

    /** The readings of an event that has a live version; what the filing does not state gives none. */
    public List<Reading> of(CaseEvent event) {
        List<Reading> readings = new ArrayList<>(Indicators.OF_CASES.size());
        for (CaseIndicator indicator : Indicators.OF_CASES) {
            List<Reading> read = indicator.of(event, reference);
            for (int i = 0; i < read.size(); i++) {
                readings.add(read.get(i));
            }
        }
        Reading.addIfRead(readings, CancelAndRefile.read(event));
        Reading.addIfRead(readings, RefiledForOther.read(event));
        return readings;
    }
}
