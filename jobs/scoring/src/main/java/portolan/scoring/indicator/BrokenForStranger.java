// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;

/**
 * {@link Indicator#BROKEN_FOR_STRANGER} (catalogue 23): the habits that a shipper breaks for a consignee that nobody
 * ever shipped to; 0 where the consignee is known to anybody.
 *
 * <p>Unit: bits, those of {@link Indicator#HABITS_BROKEN}. A customer that is new to one shipper is mostly known to
 * others; one that is new to all, and for whom goods, agent or port change too, is no ordinary new customer. No reading
 * without {@code habits_broken} and a named consignee. State: shipper and consignee memory. Source: BIS red flags
 * (customer with little or no business background). Known false positives: founded firms with new product lines.
 */
final class BrokenForStranger {
    static final Definition DEFINITION = new Definition(
            Indicator.BROKEN_FOR_STRANGER,
            23,
            "how many of the shipper's habits it breaks at once for a consignee without any remembered consignment",
            "shipper and consignee memory",
            "BIS red flags",
            "newly founded customers of new product lines");

    private BrokenForStranger() {}

    static @Nullable Reading of(Readings.Gathering readings) {
        Reading broken = readings.get(Indicator.HABITS_BROKEN);
        Reading first = readings.get(Indicator.FIRST_TIME_CONSIGNEE);
        if (broken == null || first == null) {
            return null;
        }
        return first.value() == 0
                ? new Reading(Indicator.BROKEN_FOR_STRANGER, 0, "the consignee is known")
                : new Reading(
                        Indicator.BROKEN_FOR_STRANGER,
                        broken.value(),
                        broken.evidence() + "; no earlier consignment to the consignee from anybody");
    }
}
