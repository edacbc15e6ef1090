// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.sketch.DeclaredValue;

/**
 * {@link #REPEATED_VALUE}: figures that repeat to the unit.
 *
 * <p>0 to {@value RecentConsignments#MOST}: how many of the shipper's recent consignments state the same value to the
 * cent in the same currency, or the same mass to the kilogram, whichever is more. No reading below {@value #FEWEST}
 * recent consignments, or when neither is stated.
 */
public final class RepeatedFigures {
    public static final Indicator REPEATED_VALUE = Indicator.named("repeated_value");

    static final int FEWEST = 4;

    private RepeatedFigures() {}

    static @Nullable Reading read(RecentConsignments recent, Consignment consignment) {
        DeclaredValue value = DeclaredValue.of(consignment);
        double massKg = consignment.massKg();
        if (recent.size() < FEWEST || (value == null && !RecentConsignments.isMass(massKg))) {
            return null;
        }
        int sameValue = recent.withValue(value);
        int sameMass = recent.withMass(massKg);
        return new Reading(
                REPEATED_VALUE,
                Math.max(sameValue, sameMass),
                "last " + recent.size() + " consignments: " + number(sameValue) + " of the same value, "
                        + number(sameMass) + " of the same mass");
    }

    private static String number(int count) {
        return count == 0 ? "none" : Integer.toString(count);
    }
}
