// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Median;

/**
 * {@link #VALUE_OUT_OF_HABIT}: what the heaviest heading is declared to be worth a kilogram, against what the shipper
 * itself declared for it lately.
 *
 * <p>Natural logarithm against the median of the last {@value RecentConsignments#MOST} consignments that were led by
 * the heading, by 1.4826 times their median absolute deviation, at least {@value #SMALLEST_DEVIATION}. Those to other
 * consignees alone where there are {@value #FEWEST} of them, since prices are false for one customer and a campaign
 * shall not become its own habit. Other currencies count by round fixed rates, right to a tenth. No reading with
 * fewer than {@value #FEWEST} prices, or where value, currency or mass is missing.
 */
public final class ValueOutOfHabit {
    public static final Indicator VALUE_OUT_OF_HABIT = Indicator.named("value_out_of_habit");

    static final int FEWEST = 4;
    static final double SMALLEST_DEVIATION = 0.25;

    private static final double MAD_TO_DEVIATION = 1.4826;

    private ValueOutOfHabit() {}

    static @Nullable Reading read(ShipperMemory memory, Consignment consignment) {
        List<String> headings = HeaviestCodes.of(consignment, HeaviestCodes.HEADING);
        if (headings.isEmpty()) {
            return null;
        }
        String heading = headings.get(0);
        double now = RecentConsignments.logEurPerKg(consignment, heading);
        if (Double.isNaN(now)) {
            return null;
        }
        PartyKey consignee = PartyKey.of(consignment.consignee());
        double[] before = consignee == null ? new double[0] : memory.recent().logEurPerKg(heading, consignee.value());
        boolean toOthers = before.length >= FEWEST;
        if (!toOthers) {
            before = memory.recent().logEurPerKg(heading, null);
        }
        if (before.length < FEWEST) {
            return null;
        }
        double median = Median.of(before);
        double[] distances = new double[before.length];
        for (int i = 0; i < before.length; i++) {
            distances[i] = Math.abs(before[i] - median);
        }
        double deviation = Math.max(SMALLEST_DEVIATION, MAD_TO_DEVIATION * Median.of(distances));
        return new Reading(
                VALUE_OUT_OF_HABIT,
                (now - median) / deviation,
                "about " + Wording.threeDigits(StrictMath.exp(now)) + " EUR/kg; median "
                        + Wording.threeDigits(StrictMath.exp(median)) + " of the last " + before.length
                        + " consignments of heading " + heading + (toOthers ? " to others" : ""));
    }
}
