// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.FaultException;

/** The MEA of EDIFACT: what is measured, its unit and its value. */
final class Measures {
    private Measures() {}

    /** Code of what is measured: 6313, or 6311 where senders write it there. */
    static String what(Segment mea) {
        return mea.text(2).isEmpty() ? mea.text(1) : mea.text(2);
    }

    static boolean isGross(String what) {
        return switch (what) {
            case "G", "AAB", "AAD", "AAE", "AAI", "WT", "GW", "" -> true;
            default -> false;
        };
    }

    /** A weight of a kind that the list of codes does not tell apart, such as WT with AAG. */
    static boolean isSomeWeight(Segment mea) {
        return mea.text(1).equals("WT") && !mea.text(3).isEmpty();
    }

    static boolean isNet(String what) {
        return switch (what) {
            case "N", "AAA", "AAC", "AAL", "NW" -> true;
            default -> false;
        };
    }

    static boolean isVolume(String what) {
        return switch (what) {
            case "AAW", "ABJ", "VOL", "AAX" -> true;
            default -> false;
        };
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
