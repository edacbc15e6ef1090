// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Median;

/**
 * How heavy a shipper's consignments and packages are.
 *
 * <p>{@link #WEIGHT_OUT_OF_HABIT}: natural logarithm of the mass against the median of the last
 * {@value RecentConsignments#MOST} stated masses, by 1.4826 times their median absolute deviation, at least
 * {@value #SMALLEST_DEVIATION}. No reading below {@value #FEWEST_MASSES} masses.
 *
 * <p>{@link #PACKAGE_WEIGHT_OUT_OF_HABIT}: the same of the mass a package, among those of the last consignments that
 * were led by the same HS heading; no reading below {@value #FEWEST_PACKAGES} of them, or where packages are not
 * stated. Known false positive: another packaging of the same goods.
 */
public final class ShipperWeights {
    public static final Indicator PACKAGE_WEIGHT_OUT_OF_HABIT = Indicator.named("package_weight_out_of_habit");
    public static final Indicator WEIGHT_OUT_OF_HABIT = Indicator.named("weight_out_of_habit");

    /** Remembered masses below which a shipper has no habit of weight. */
    static final int FEWEST_MASSES = 8;

    /** The same for packages of one heading. */
    static final int FEWEST_PACKAGES = 5;

    /** A shipper of always equal masses still varies by a fifth before anybody should look. */
    static final double SMALLEST_DEVIATION = 0.2;

    /** Makes a median absolute deviation comparable to a standard deviation of normal values. */
    private static final double MAD_TO_DEVIATION = 1.4826;

    private ShipperWeights() {}

    static void read(List<Reading> readings, ShipperMemory memory, Consignment consignment) {
        double massKg = consignment.massKg();
        if (!RecentConsignments.isMass(massKg)) {
            return;
        }
        Reading.addIfRead(
                readings,
                habit(
                        WEIGHT_OUT_OF_HABIT,
                        massKg,
                        memory.recent().logKg(),
                        FEWEST_MASSES,
                        "",
                        "the last ",
                        " consignments"));
        long packages = RecentConsignments.packages(consignment);
        List<String> headings = HeaviestCodes.of(consignment, HeaviestCodes.HEADING);
        if (packages > 0 && !headings.isEmpty()) {
            String heading = headings.get(0);
            Reading.addIfRead(
                    readings,
                    habit(
                            PACKAGE_WEIGHT_OUT_OF_HABIT,
                            massKg / packages,
                            memory.recent().logKgPerPackage(heading),
                            FEWEST_PACKAGES,
                            " a package",
                            "the last ",
                            " consignments of heading " + heading));
        }
    }

    private static @Nullable Reading habit(
            Indicator indicator,
            double massKg,
            double[] logKg,
            int fewest,
            String unit,
            String which,
            String consignments) {
        if (logKg.length < fewest || !RecentConsignments.isMass(massKg)) {
            return null;
        }
        double median = Median.of(logKg);
        double[] distances = new double[logKg.length];
        double least = logKg[0];
        double most = logKg[0];
        for (int i = 0; i < logKg.length; i++) {
            distances[i] = Math.abs(logKg[i] - median);
            least = Math.min(least, logKg[i]);
            most = Math.max(most, logKg[i]);
        }
        double deviation = Math.max(SMALLEST_DEVIATION, MAD_TO_DEVIATION * Median.of(distances));
        return new Reading(
                indicator,
                (StrictMath.log(massKg) - median) / deviation,
                Wording.kilograms(massKg) + unit + "; " + which + logKg.length + consignments + ": about "
                        + Wording.aboutKilograms(StrictMath.exp(least)) + " to "
                        + Wording.aboutKilograms(StrictMath.exp(most)) + ", median "
                        + Wording.aboutKilograms(StrictMath.exp(median)));
    }
}
