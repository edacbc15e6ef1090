// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What scores of the overall threat mean: shares of offences, as inspections bear them out. Between two points, and
 * beyond the outer ones, log odds run straight, so that shares rise with the score and no ranking changes.
 *
 * @param inspections that they rest on
 * @param finds among those
 * @param points lowest score first, two at least
 */
public record ToldShares(int inspections, int finds, List<Point> points) {
    /** An interval that is wider, by this factor, says too little to name a share. */
    public static final double WIDEST = 5;

    public ToldShares {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("shares run between points, two at least: points=" + points);
        }
    }

    /**
     * What one score means.
     *
     * @param score in units
     * @param share of offences, between {@code low} and {@code high} at 95 %
     */
    public record Point(long score, double share, double low, double high) {
        /** As a line of a rule set. */
        public String written() {
            return "{score: " + Bits.exact(score) + ", share: " + plain(share) + ", low: " + plain(low) + ", high: "
                    + plain(high) + '}';
        }

        private static String plain(double share) {
            return BigDecimal.valueOf(share).stripTrailingZeros().toPlainString();
        }
    }

    /** What a score means; it rises with the score, also beyond what inspections bear out. */
    public double share(long score) {
        return on(score).share;
    }

    /** The same with its interval; null where no inspection bears it out, so that the score only ranks. */
    public @Nullable Point at(long score) {
        return score < points.get(0).score || score > points.get(points.size() - 1).score ? null : on(score);
    }

    private Point on(long score) {
        int at = 0;
        while (at < points.size() - 2 && points.get(at + 1).score <= score) {
            at++;
        }
        Point from = points.get(at);
        Point to = points.get(at + 1);
        double way = (double) (score - from.score) / (to.score - from.score);
        return new Point(
                score,
                between(from.share, to.share, way),
                between(from.low, to.low, way),
                between(from.high, to.high, way));
    }

    private static double between(double from, double to, double way) {
        double first = logOdds(from);
        return 1 / (1 + StrictMath.exp(-first - way * (logOdds(to) - first)));
    }

    private static double logOdds(double share) {
        return StrictMath.log(share / (1 - share));
    }
}
