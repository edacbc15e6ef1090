// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.FilingDays;
import portolan.scoring.sketch.PersonalEffects;

/**
 * {@link Indicator#REPEATED_PERSONAL_EFFECTS} (catalogue 54): personal effects again and again.
 *
 * <p>Unit: count, from 0: earlier consignments declared as personal effects of the same shipper, or to the same
 * consignee, within 365 days, on at most 6 days. Read only of a consignment that is so declared itself. State: shipper
 * and consignee memory, which natural persons do not have unless configured. Source: general practice. Known false
 * positives: removal companies.
 */
public final class RepeatedPersonalEffects {
    /** What it is. */
    public static final Definition DEFINITION = new Definition(
            Indicator.REPEATED_PERSONAL_EFFECTS,
            54,
            "how often personal effects came from this shipper or to this consignee within a year",
            "shipper and consignee memory",
            "general practice",
            "removal companies");

    private static final int YEAR = 365;
    private static final long SECONDS_A_DAY = 86_400;

    private RepeatedPersonalEffects() {}

    public static @Nullable Reading read(FilingDays days, Consignment consignment, String whose) {
        if (!PersonalEffects.isDeclared(consignment)) {
            return null;
        }
        long today = Math.floorDiv(consignment.receivedAt().getEpochSecond(), SECONDS_A_DAY);
        long earlier = days.countWithin(today - YEAR, today);
        return new Reading(
                Indicator.REPEATED_PERSONAL_EFFECTS,
                earlier,
                "personal effects; " + Wording.earlierConsignments(earlier) + " of such " + whose + " within a year");
    }
}
