// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.schemas.mapping.MeasureUnit;

/**
 * The units that an element may state. They go by element: in X12 the letter E is a metric ton as a unit of weight, and
 * a cubic foot as a unit of volume. A unit of volume is none of weight, whatever its code.
 */
enum UnitList {
    MASS,
    VOLUME,
    TEMPERATURE,
    /** A profile names what a sender means by a code of recommendation 20, in X12 too. */
    X12_WEIGHT,
    X12_VOLUME;

    @SuppressWarnings("ImmutableEnumChecker") // Never changed.
    private final Map<String, MeasureUnit> units = new HashMap<>(Codes.table(name(), MeasureUnit::valueOf));

    static {
        MASS.units.forEach(X12_WEIGHT.units::putIfAbsent);
        VOLUME.units.forEach(X12_VOLUME.units::putIfAbsent);
    }

    /** The unit of a code; null for one that is not on the list. */
    @Nullable
    MeasureUnit of(String code) {
        return units.get(code);
    }

    Map<String, MeasureUnit> known() {
        return units;
    }
}
