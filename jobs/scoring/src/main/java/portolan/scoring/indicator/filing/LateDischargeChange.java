// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * The goods are to leave the ship elsewhere than first filed, and that was said at sea or within
 * {@value #HOURS_BEFORE_ARRIVAL} hours before arrival.
 *
 * <p>Formula: 1 when the place of discharge (UN/LOCODE, else name) is not the first one, and the amendment that named
 * it was received after departure, or less than {@value #HOURS_BEFORE_ARRIVAL} hours before arrival at it; 0 when it
 * is the first one, or was changed earlier.
 *
 * <p>No reading before the first amendment, without a place, or when neither departure nor arrival is stated.
 */
final class LateDischargeChange extends CaseIndicator {
    private static final int HOURS_BEFORE_ARRIVAL = 48;

    LateDischargeChange() {
        super("late_discharge_change");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        CaseHistory history = event.history();
        Consignment now = event.live();
        String first = history.firstDischarge();
        String place = CaseHistory.dischargeOf(now);
        if (first == null || place == null) {
            return null;
        }
        Instant since = history.dischargeChangedAt();
        if (since == null) {
            return reading(0, "discharge at " + place + " as first filed");
        }
        Instant departure = now.departure();
        Instant arrival = now.arrival();
        String changed = "discharge was " + first + ", now " + place + ", ";
        if (departure != null && since.isAfter(departure)) {
            return reading(1, changed + Wording.daysFrom(departure, since, "departure"));
        }
        if (arrival != null) {
            boolean late = since.isAfter(arrival.minus(Duration.ofHours(HOURS_BEFORE_ARRIVAL)));
            return reading(late ? 1 : 0, changed + Wording.daysFrom(arrival, since, "arrival"));
        }
        return departure == null ? null : reading(0, changed + Wording.daysFrom(departure, since, "departure"));
    }
}
