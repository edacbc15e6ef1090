// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.FaultException;

/** The MEA of EDIFACT: what is measured, its unit and its value. */
final class Measures {
    private static final Set<String> GROSS = Set.of("G", "AAB", "AAD", "AAE", "AAI", "WT", "GW", "");
    private static final Set<String> NET = Set.of("N", "AAA", "AAC", "AAL", "NW");
    private static final Set<String> VOLUMES = Set.of("AAW", "ABJ", "VOL", "AAX");

    private Measures() {}

    /** Code of what is measured: 6313, or 6311 where senders write it there. */
    static String what(Segment mea) {
        return mea.text(2).isEmpty() ? mea.text(1) : mea.text(2);
    }

    static boolean isGross(String what) {
        return GROSS.contains(what);
    }

    /** A weight of a kind that the list of codes does not tell apart, such as WT with AAG. */
    static boolean isSomeWeight(Segment mea) {
        return mea.text(1).equals("WT") && !mea.text(3).isEmpty();
    }

    static boolean isNet(String what) {
        return NET.contains(what);
    }

    static boolean isVolume(String what) {
        return VOLUMES.contains(what);
    }

    /** Kilograms; null for a blank. */
    static @Nullable BigDecimal mass(Segment mea, Values values, String path) throws FaultException {
        return values.measure(UnitList.MASS, mea.text(3, 2), mea.text(3), path);
    }

    /** Cubic metres; null for a blank. */
    static @Nullable BigDecimal volume(Segment mea, Values values, String path) throws FaultException {
        return values.measure(UnitList.VOLUME, mea.text(3, 2), mea.text(3), path);
    }
}
