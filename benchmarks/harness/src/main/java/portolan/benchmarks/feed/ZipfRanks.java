// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.util.SplittableRandom;

/**
 * Ranks drawn by a Zipf law: rank r, from 0, as often as (r + 1) to the power of minus the exponent. An exponent of 0
 * is uniform.
 *
 * <p>Rejection-inversion (Hörmann and Derflinger 1996): exact, and without a table, which for ten million ranks would
 * not fit a cache.
 */
final class ZipfRanks {
    private final int ranks;
    private final double exponent;
    private final double integralAtOne;
    private final double integralAtEnd;
    private final double squeeze;

    ZipfRanks(int ranks, double exponent) {
        if (ranks < 1 || exponent < 0) {
            throw new IllegalArgumentException("no Zipf law: ranks=" + ranks + ", exponent=" + exponent);
        }
        this.ranks = ranks;
        this.exponent = exponent;
        this.integralAtOne = integral(1.5) - 1;
        this.integralAtEnd = integral(ranks + 0.5);
        this.squeeze = 2 - inverse(integral(2.5) - weight(2));
    }

    int draw(SplittableRandom random) {
        if (exponent == 0) {
            return random.nextInt(ranks);
        }
        while (true) {
            double u = integralAtEnd + random.nextDouble() * (integralAtOne - integralAtEnd);
            double x = inverse(u);
            double rank = Math.min(ranks, Math.max(1, Math.rint(x)));
            if (rank - x <= squeeze || u >= integral(rank + 0.5) - weight(rank)) {
                return (int) rank - 1;
            }
        }
    }

    private double weight(double x) {
        return Math.exp(-exponent * Math.log(x));
    }

    /** The integral of the weight, in the form that stays exact near an exponent of one. */
    private double integral(double x) {
        double log = Math.log(x);
        return nearOne((1 - exponent) * log) * log;
    }

    private double inverse(double integral) {
        double t = Math.max(-1, integral * (1 - exponent));
        return Math.exp((Math.abs(t) > 1e-8 ? Math.log1p(t) / t : 1 - t / 2) * integral);
    }

    /** (e to the x, minus 1) / x. */
    private static double nearOne(double x) {
        return Math.abs(x) > 1e-8 ? Math.expm1(x) / x : 1 + x / 2;
    }
}
