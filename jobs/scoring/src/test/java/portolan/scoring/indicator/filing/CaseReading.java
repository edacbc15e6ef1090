// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static portolan.scoring.Consignments.filed;

import org.jspecify.annotations.Nullable;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Readings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** What a case event reads under the bundled reference data, through the list that every job measures. */
final class CaseReading {
    private static final CaseIndicators INDICATORS = new CaseIndicators(Reference.bundled());

    private CaseReading() {}

    static @Nullable Reading of(Draft draft, Indicator indicator) {
        return of(filed(draft.build()), indicator);
    }

    static @Nullable Reading of(CaseEvent event, Indicator indicator) {
        return Readings.of(INDICATORS.of(event)).get(indicator);
    }

    /** The value, or NaN when there is no reading. */
    static double value(Draft draft, Indicator indicator) {
        return Readings.of(INDICATORS.of(filed(draft.build()))).value(indicator);
    }
}
