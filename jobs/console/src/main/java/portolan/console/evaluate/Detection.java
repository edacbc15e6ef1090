// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How well one ranking finds offences.
 *
 * @param name who ranks
 * @param auc chance that an offence stands above a consignment without one, equals counting half; NaN when there are
 *     only such or only such
 * @param aucMargin half the width of its 95 % interval (DeLong's); NaN where there is none
 * @param gain recall among the top 0, 1, 2, ... 100 % of the ranking
 */
record Detection(String name, List<Cut> cuts, double auc, double aucMargin, List<Double> gain) {
    /** The shares of all consignments that are looked at, in percent. */
    static final List<Integer> PERCENTS = List.of(1, 2, 5, 10);

    Detection {
        cuts = List.copyOf(cuts);
        gain = List.copyOf(gain);
    }

    /**
     * What examining the top of a ranking finds. A share of nothing is NaN.
     *
     * @param percent of all consignments
     * @param count how many that are
     * @param precision share of offences among those
     * @param recall share of all offences that are among those
     * @param revenue share of all revenue that is among those
     */
    record Cut(int percent, int count, double precision, double recall, double revenue) {}

    /** Precision among the top so many percent. */
    double precision(int percent) {
        return cut(percent).precision();
    }

    /** The same for any whole percent, from the gain: of as many consignments as the cuts count for it. */
    double precision(int percent, int consignments, int offences) {
        return gain.get(percent) * offences / count(percent, consignments);
    }

    Cut cut(int percent) {
        return cuts.get(PERCENTS.indexOf(percent));
    }

    /** How many of {@code all} are so many percent: rounded down, but never none. */
    static int count(int percent, int all) {
        return (int) Math.max(1, (long) all * percent / 100);
    }

    /** What drawing at random finds on average. */
    static Detection expectedOfRandom(int all, int offences, boolean hasRevenue) {
        double baseRate = (double) offences / all;
        return new Detection(
                "random (expected)",
                PERCENTS.stream()
                        .map(percent -> {
                            double share = (double) count(percent, all) / all;
                            return new Cut(
                                    percent,
                                    count(percent, all),
                                    baseRate,
                                    offences == 0 ? Double.NaN : share,
                                    hasRevenue ? share : Double.NaN);
                        })
                        .toList(),
                0.5,
                0,
                IntStream.rangeClosed(0, 100)
                        .mapToObj(percent -> percent == 0 ? 0.0 : (double) count(percent, all) / all)
                        .toList());
    }
}
