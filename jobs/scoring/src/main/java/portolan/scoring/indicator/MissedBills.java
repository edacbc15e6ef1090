// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.filing.DuplicateBill;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Reading;

/**
 * What is read of a bill when the time is over by which the bills that belong to it should have come.
 *
 * <p>Its other readings stay as they were when its live version was stated: no memory is asked again, since nothing of
 * what the bill states has changed. Only who else claims it may have.
 */
public final class MissedBills {
    private MissedBills() {}

    /**
     * All readings of the bill, with the one that says what is missing; null when nothing is.
     *
     * @param due the moment that passed
     * @param earlier of the live version, when it was stated
     * @param answers to the moment
     */
    public static @Nullable Readings of(CaseEvent due, Readings earlier, List<Answer> answers) {
        List<Reading> missing = new ArrayList<>();
        for (Answer answer : answers) {
            for (Reading reading : answer.readings()) {
                if (reading.value() > 0) {
                    missing.add(reading);
                }
            }
        }
        if (missing.isEmpty()) {
            return null;
        }
        // Rivals come and go without a word of the version that they claim.
        return earlier.without(Indicators.get("duplicate_bill"))
                .with(Reading.listed(DuplicateBill.INSTANCE.of(due)))
                .with(missing);
    }
}
