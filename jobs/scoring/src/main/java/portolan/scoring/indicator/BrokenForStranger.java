// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.consignee.ConsigneeIndicators;
import portolan.scoring.kind.shipper.BrokenHabits;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;

/**
 * {@link #BROKEN_FOR_STRANGER}: the habits that a shipper breaks for a consignee that nobody ever shipped to; 0 where
 * the consignee is known to anybody.
 *
 * <p>Its bits are those of {@code habits_broken}. A customer that is new to one shipper is mostly known to others;
 * one that is new
 * to all, and for whom goods, agent or port change too, is no ordinary new customer. No reading without
 * {@code habits_broken} and a named consignee.
 */
public final class BrokenForStranger {
    public static final Indicator BROKEN_FOR_STRANGER = Indicator.named("broken_for_stranger");

    private BrokenForStranger() {}

    static @Nullable Reading of(Readings.Gathering readings) {
        Reading broken = readings.get(BrokenHabits.HABITS_BROKEN);
        Reading first = readings.get(ConsigneeIndicators.FIRST_TIME_CONSIGNEE);
        if (broken == null || first == null) {
            return null;
        }
        return first.value() == 0
                ? new Reading(BROKEN_FOR_STRANGER, 0, "the consignee is known")
                : new Reading(
                        BROKEN_FOR_STRANGER,
                        broken.value(),
                        broken.evidence() + "; no earlier consignment to the consignee from anybody");
    }
}
