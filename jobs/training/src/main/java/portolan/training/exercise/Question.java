// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import java.util.Locale;

/** What a trainee is asked. */
public enum Question {
    /** Which consignments to inspect, within the budget. */
    PICKS,
    /** Which indicators a picked consignment shows. */
    REASONS,
    /** How sure the trainee is of a pick. */
    CONFIDENCE,
    /** Which fields of the papers contradict each other. */
    PAPERS,
    /** Where to search a picked consignment. */
    PLACES,
    /** A rule that finds such consignments. */
    RULE;

    /** As an exercise writes it: "picks". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
