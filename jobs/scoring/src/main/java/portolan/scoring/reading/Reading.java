// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one indicator measured of one consignment.
 *
 * @param value in the indicator's unit; never NaN: what cannot be measured is no reading
 * @param evidence the numbers a person would check, in plain words
 */
public record Reading(Indicator indicator, double value, String evidence) {
    public Reading {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a reading must have a value: indicator=" + indicator.ruleName());
        }
    }

    /** Adds a reading, if there is one. */
    public static void addIfRead(List<Reading> readings, @Nullable Reading reading) {
        if (reading != null) {
            readings.add(reading);
        }
    }

    /** The one reading of an indicator, or none. */
    public static List<Reading> listed(@Nullable Reading reading) {
        return reading == null ? List.of() : List.of(reading);
    }
}
