// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.HeaviestCodes;

/**
 * {@link #VALUE_BELOW_HABIT_AGAIN}: a shipper that goes on declaring less than half of its own price. One such
 * consignment is a discount; a row of them is a new way to declare.
 *
 * <p>Of the shipper's last {@value RecentConsignments#MOST} consignments, those led by the same heading that are
 * below half of its price a kilogram; 0 where this one is not below itself. Its price is what two in five of them
 * reach: the cheap ones do not lower it until they are most of them. Other currencies count by round fixed rates. No
 * reading with fewer than {@value #FEWEST} prices, or where value, currency or mass is missing.
 */
public final class ValueBelowHabitAgain {
    public static final Indicator VALUE_BELOW_HABIT_AGAIN = Indicator.named("value_below_habit_again");

    static final int FEWEST = 4;

    private static final double REACHED_BY_THE_REST = 0.6;
    private static final double LN_2 = StrictMath.log(2);

    private static final Reading NOT_BELOW = new Reading(VALUE_BELOW_HABIT_AGAIN, 0, "not below half of its own price");

    private ValueBelowHabitAgain() {}

    static @Nullable Reading read(RecentConsignments recent, Consignment consignment) {
        List<String> headings = HeaviestCodes.of(consignment, HeaviestCodes.HEADING);
        if (headings.isEmpty()) {
            return null;
        }
        String heading = headings.get(0);
        double now = RecentConsignments.logEurPerKg(consignment, heading);
        double[] before = recent.logEurPerKg(heading, null);
        if (Double.isNaN(now) || before.length < FEWEST) {
            return null;
        }
        Arrays.sort(before);
        double price = before[(int) (REACHED_BY_THE_REST * before.length)];
        if (!(now < price - LN_2)) {
            return NOT_BELOW;
        }
        int below = 0;
        while (before[below] < price - LN_2) {
            below++;
        }
        return new Reading(
                VALUE_BELOW_HABIT_AGAIN,
                below,
                "about " + Wording.threeDigits(StrictMath.exp(now)) + " EUR/kg; " + below + " of the last "
                        + before.length + " consignments of heading " + heading + " below half of "
                        + Wording.threeDigits(StrictMath.exp(price)));
    }
}
