package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a bill when the time is over by which the bills that belong to it should have come.
 *
 * <p>Its other readings stay as they were when its live version was stated: no memory is asked again, since nothing of what
 * the bill states has changed.
 */
public final class MissedBills {
    private MissedBills() {}

    /**
     * All readings of the bill, with the one that says what is missing; null when nothing is.
     *
     * @param earlier of the live version, when it was stated
     * @param answers to the moment that passed
     */
    public static @Nullable Readings of(Readings earlier, List<Answer> answers) {
        List<Reading> missing = new ArrayList<>();
        for (Answer answer : answers) {
            for (Reading reading : answer.readings()) {
                if (reading.value() > 0) {
                    missing.add(reading);
                }
            }
        }
        return missing.isEmpty() ? null : earlier.with(missing);
    }
}
