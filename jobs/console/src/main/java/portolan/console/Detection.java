package portolan.console;

import java.util.List;

/**
 * How well one ranking finds offences.
 *
 * @param name who ranks
 * @param auc chance that an offence stands above a consignment without one, equals counting half; NaN when there are
 *     only such or only such
 */
record Detection(String name, List<Cut> cuts, double auc) {
    /** The shares of all consignments that are looked at, in percent. */
    static final List<Integer> PERCENTS = List.of(1, 2, 5, 10);

    Detection {
        cuts = List.copyOf(cuts);
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
                0.5);
    }
}
