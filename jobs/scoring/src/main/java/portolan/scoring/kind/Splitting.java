// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.DeclaredValue;
import portolan.scoring.sketch.SmallValues;
import portolan.scoring.sketch.SmallValues.Split;

/**
 * {@link #SPLITTING}: a delivery in many small parts.
 *
 * <p>Consignments to one consignee, or to one address, within {@value SmallValues#DAYS} days, this one included, each
 * below a threshold of value and together above it; 0 when they are fewer than {@value #FEWEST} or stay below
 * together. An address of more than twelve parties, a business centre's, is left aside. The thresholds are settings,
 * 150 and 1,000 EUR; the one that gives more counts. Values are compared within a currency, with thresholds by fixed
 * rates. No reading for a consignment that is above both or states no value.
 */
public final class Splitting {
    public static final Indicator SPLITTING = Indicator.named("splitting");

    static final int FEWEST = 3;

    private static final long SECONDS_A_DAY = 86_400;

    private Splitting() {}

    public static @Nullable Reading toConsignee(SmallValues values, Consignment consignment) {
        return read(values, consignment, "this consignee");
    }

    /** Null where the address says nothing against the consignment: what the consignee's memory says then stands. */
    public static @Nullable Reading toAddress(@Nullable SmallValues values, Consignment consignment) {
        Reading reading = values == null ? null : read(values, consignment, "this receiver's address");
        return reading == null || reading.value() == 0 ? null : reading;
    }

    private static @Nullable Reading read(SmallValues values, Consignment consignment, String whom) {
        DeclaredValue value = DeclaredValue.of(consignment);
        if (value == null) {
            return null;
        }
        long today = Math.floorDiv(consignment.receivedAt().getEpochSecond(), SECONDS_A_DAY);
        Split low = values.belowLow(value, today);
        if (low == null) {
            return null;
        }
        Split small = values.belowSmall(value, today);
        Split split = small != null && count(small) >= count(low) ? small : low;
        return new Reading(
                SPLITTING,
                count(split),
                Wording.counted(split.count(), "consignment", "consignments") + " to " + whom + " within "
                        + SmallValues.DAYS + " days, each below " + split.limitEur() + " EUR, together "
                        + Wording.decimal(split.cents() / 100.0, 2) + " " + value.currency());
    }

    private static long count(Split split) {
        return split.count() >= FEWEST && split.isAboveTogether() ? split.count() : 0;
    }
}
