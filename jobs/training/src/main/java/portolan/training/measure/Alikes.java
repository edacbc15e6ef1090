// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Look-alikes: how many were taken for offences, and how well both were told apart.
 *
 * <p>d': Green and Swets, Signal Detection Theory and Psychophysics (1966), with the log-linear correction of Hautus,
 * Corrections for extreme proportions and their biasing effects on estimated values of d', Behavior Research Methods 27
 * (1995), which keeps it finite for few consignments. The inverse normal distribution is the rational approximation of
 * Maddock in Boost, as Commons Statistics has it.
 *
 * @param taken look-alikes picked
 * @param alikes look-alikes that there are
 * @param hits offences picked
 * @param offences offences that there are
 */
public record Alikes(int taken, int alikes, int hits, int offences) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Share of look-alikes picked, 0 to 1; null where there is none. */
    public @Nullable Double share() {
        return alikes == 0 ? null : (double) taken / alikes;
    }

    /** Standard deviations between how offences and look-alikes strike the trainee; null where one of them is missing. */
    public @Nullable Double dPrime() {
        return alikes == 0 || offences == 0 ? null : z(hits, offences) - z(taken, alikes);
    }

    private static double z(int picked, int of) {
        return NORMAL.inverseCumulativeProbability((picked + 0.5) / (of + 1));
    }
}
