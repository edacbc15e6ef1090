// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Packages;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.LogHistogram;

/**
 * How heavy goods are beside earlier ones of the same subheading, by the package and by the cubic metre. All three
 * compare natural logarithms with a median, in robust deviations (1.4826 times the median absolute deviation,
 * {@value #SMALLEST_DEVIATION} at least).
 *
 * <p>{@link #PACKAGE_WEIGHT_OUT_OF_RANGE} and {@link #DENSITY_OUT_OF_RANGE}: the mass a package, and the mass a cubic
 * metre. No reading below {@value #FEWEST} earlier consignments that stated it, or where mass, packages or volume are
 * not stated.
 *
 * <p>{@link #HEAVIER_THAN_GOODS}: how many times heavier the goods are than such goods usually are, by the package
 * and by the cubic metre alike: the smaller of the two ratios to the medians, 1 at least. A pallet is heavier by the
 * package only, a slipped volume by the cubic metre only, and pounds filed as kilograms come to 2.2 times. 1 as well
 * where one of the two is within {@value #USUAL} deviations. No reading below {@value #FEWEST_TOGETHER} earlier
 * consignments of either, since both must agree.
 */
public final class GoodsWeights {
    public static final Indicator PACKAGE_WEIGHT_OUT_OF_RANGE = Indicator.named("package_weight_out_of_range");
    public static final Indicator DENSITY_OUT_OF_RANGE = Indicator.named("density_out_of_range");
    public static final Indicator HEAVIER_THAN_GOODS = Indicator.named("heavier_than_goods");

    static final int FEWEST = 20;
    static final int FEWEST_TOGETHER = 8;
    static final double USUAL = 1.5;

    /** Two steps of the histogram: medians within a subheading are never better known than that. */
    static final double SMALLEST_DEVIATION = 0.35;

    private static final double MAD_TO_DEVIATION = 1.4826;

    /** A count beyond is a mistake, and sums of it must not overflow. */
    private static final long MOST_PACKAGES = 1L << 40;

    private static final Reading NOT_HEAVIER =
            new Reading(HEAVIER_THAN_GOODS, 1, "not heavier by package and cubic metre alike");

    private GoodsWeights() {}

    /** Kilograms a package; 0 when mass or packages are not stated. */
    static double kgPerPackage(GoodsItem item) {
        long packages = 0;
        for (Packages of : item.packages()) {
            packages += Math.max(0, Math.min(MOST_PACKAGES, of.count()));
        }
        return packages == 0 ? 0 : kgPer(item, (double) packages);
    }

    /** Kilograms a cubic metre; 0 when mass or volume are not stated. */
    static double kgPerCubicMetre(GoodsItem item) {
        Double volumeM3 = item.volumeM3();
        return volumeM3 == null || !(volumeM3 > 0) ? 0 : kgPer(item, volumeM3);
    }

    private static double kgPer(GoodsItem item, double units) {
        Double massKg = item.massKg();
        double each = massKg == null ? 0 : massKg / units;
        return LogHistogram.counts(each) ? each : 0;
    }

    static void read(List<Reading> readings, CommodityMemory memory, GoodsItem item, String subheading) {
        Beside packages = Beside.of(memory.packageMasses(), kgPerPackage(item));
        Beside volume = Beside.of(memory.densities(), kgPerCubicMetre(item));
        if (packages != null && packages.earlier >= FEWEST) {
            readings.add(packages.reading(PACKAGE_WEIGHT_OUT_OF_RANGE, "package", subheading));
        }
        if (volume != null && volume.earlier >= FEWEST) {
            readings.add(volume.reading(DENSITY_OUT_OF_RANGE, "cubic metre", subheading));
        }
        if (packages != null && volume != null) {
            readings.add(heavier(packages, volume, subheading));
        }
    }

    private static Reading heavier(Beside packages, Beside volume, String subheading) {
        if (packages.z() < USUAL || volume.z() < USUAL) {
            return NOT_HEAVIER;
        }
        return new Reading(
                HEAVIER_THAN_GOODS,
                Math.max(1, Math.min(packages.times(), volume.times())),
                Wording.threeDigits(packages.kg) + " kg a package, " + Wording.threeDigits(volume.kg)
                        + " kg a cubic metre; medians of HS " + subheading + " " + packages.median() + " and "
                        + volume.median());
    }

    /** A mass by some unit, beside the earlier ones. */
    private record Beside(double kg, long earlier, double logMedian, double deviation) {
        static @Nullable Beside of(LogHistogram earlier, double kg) {
            if (!(kg > 0) || earlier.total() < FEWEST_TOGETHER) {
                return null;
            }
            double median = earlier.logMedian();
            double deviation = Math.max(SMALLEST_DEVIATION, MAD_TO_DEVIATION * earlier.logDeviation(median));
            return new Beside(kg, earlier.total(), median, deviation);
        }

        double z() {
            return (StrictMath.log(kg) - logMedian) / deviation;
        }

        double times() {
            return kg / StrictMath.exp(logMedian);
        }

        String median() {
            return Wording.threeDigits(StrictMath.exp(logMedian));
        }

        Reading reading(Indicator indicator, String unit, String subheading) {
            return new Reading(
                    indicator,
                    z(),
                    Wording.threeDigits(kg) + " kg a " + unit + "; median " + median() + " of "
                            + Wording.earlierConsignments(earlier) + " of HS " + subheading);
        }
    }
}
