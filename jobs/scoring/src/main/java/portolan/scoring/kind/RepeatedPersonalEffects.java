// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.FilingDays;
import portolan.scoring.sketch.PersonalEffects;

/**
 * {@link #REPEATED_PERSONAL_EFFECTS}: personal effects again and again.
 *
 * <p>Earlier consignments declared as personal effects of the same shipper, or to the same consignee, within 365
 * days, on at most 6 days. Read only of a consignment that is so declared itself.
 */
public final class RepeatedPersonalEffects {
    public static final Indicator REPEATED_PERSONAL_EFFECTS = Indicator.named("repeated_personal_effects");

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
                REPEATED_PERSONAL_EFFECTS,
                earlier,
                "personal effects; " + Wording.earlierConsignments(earlier) + " of such " + whose + " within a year");
    }
}
