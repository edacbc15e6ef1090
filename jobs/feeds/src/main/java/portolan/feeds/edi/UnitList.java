// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.HashMap;
import java.util.Set;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.mapping.MeasureUnit;

/**
 * The units that an element may state. They go by element: in X12 the letter E is a metric ton as a unit of weight, and
 * a cubic foot as a unit of volume. A unit of volume is none of weight, whatever its code.
 */
enum UnitList {
    /** UN/EDIFACT 6411 by UN recommendation 20; {@code KG} is what senders write for KGM. */
    MASS(Map.of(
            "KGM", MeasureUnit.KG,
            "KG", MeasureUnit.KG,
            "GRM", MeasureUnit.G,
            "TNE", MeasureUnit.T,
            "LBR", MeasureUnit.LB,
            "ONZ", MeasureUnit.OZ,
            "STN", MeasureUnit.SHORT_TON,
            "LTN", MeasureUnit.LONG_TON)),
    VOLUME(Map.of(
            "MTQ", MeasureUnit.M3,
            "DMQ", MeasureUnit.L,
            "LTR", MeasureUnit.L,
            "CMQ", MeasureUnit.CM3,
            "FTQ", MeasureUnit.FT3,
            "INQ", MeasureUnit.IN3)),
    TEMPERATURE(Map.of("CEL", MeasureUnit.CELSIUS, "FAH", MeasureUnit.FAHRENHEIT)),

    /** X12 188. Its M, a measurement ton, is a volume, and so is unknown here. */
    X12_WEIGHT(
            MASS,
            Map.of(
                    "E", MeasureUnit.T,
                    "G", MeasureUnit.G,
                    "K", MeasureUnit.KG,
                    "L", MeasureUnit.LB,
                    "O", MeasureUnit.OZ,
                    "S", MeasureUnit.SHORT_TON,
                    "T", MeasureUnit.LONG_TON)),

    /** X12 184. It has barges, cars, containers and loads too, which are no unit. */
    X12_VOLUME(
            VOLUME,
            Map.of(
                    "C", MeasureUnit.CM3,
                    "E", MeasureUnit.FT3,
                    "M", MeasureUnit.L,
                    "N", MeasureUnit.IN3,
                    "V", MeasureUnit.L,
                    "X", MeasureUnit.M3));

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final Map<String, MeasureUnit> units;

    UnitList(Map<String, MeasureUnit> units) {
        this.units = Map.copyOf(units);
    }

    /** A profile names what a sender means by a code of recommendation 20, in X12 too. */
    UnitList(UnitList recommended, Map<String, MeasureUnit> letters) {
        Map<String, MeasureUnit> all = new HashMap<>(recommended.units);
        all.putAll(letters);
        this.units = Map.copyOf(all);
    }

    /** The unit of a code; null for one that is not on the list. */
    @Nullable
    MeasureUnit of(String code) {
        return units.get(code);
    }

    Set<String> codes() {
        return units.keySet();
    }
}
