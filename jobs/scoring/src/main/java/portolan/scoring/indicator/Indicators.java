// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.Constants;
import portolan.scoring.reading.Indicator;

/** The indicators this engine measures, in the order of {@code INDICATORS.md} and of all output. */
public final class Indicators {
    private static final List<Indicator> ALL = Indicator.all();
    private static final List<Indicator> UNDIVIDED_ONES =
            ALL.stream().filter(indicator -> !indicator.isPart()).toList();

    /** How many are no parts: these come first. */
    public static final int UNDIVIDED = UNDIVIDED_ONES.size();

    /** By the bytes of their stored names. */
    public static final Constants<Indicator> STORED = new Constants<>("Indicator", ALL, Indicator::storedName);

    private static final List<Indicator> BY_FIND =
            ALL.stream().filter(indicator -> !indicator.parts().isEmpty()).toList();

    private Indicators() {}

    /** All of them by slot: parts last. */
    public static List<Indicator> all() {
        return ALL;
    }

    /** Those that are no parts. */
    public static List<Indicator> undivided() {
        return UNDIVIDED_ONES;
    }

    /** The rates of offences that have a part for each kind of find. */
    public static List<Indicator> byFind() {
        return BY_FIND;
    }

    /** The indicator of a slot. */
    public static Indicator at(int slot) {
        return ALL.get(slot);
    }

    /** The one that rules call so; null where there is none. */
    public static @Nullable Indicator named(String ruleName) {
        return Indicator.orNull(ruleName);
    }

    /** The same, of a name that is known to be one. */
    public static Indicator get(String ruleName) {
        return Indicator.named(ruleName);
    }
}
