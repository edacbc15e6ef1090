// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a score means: shares of offences that rise with it, from inspections weighted by what is known of their
 * selection (isotonic regression: pool adjacent violators).
 *
 * <p>A step is told with its 95 % interval (Wilson, over the effective number of inspections). What is not known to a
 * factor of {@value #WIDEST} is ranked only.
 */
public record Calibration(List<Step> steps) {
    /** Wider intervals say too little to name a share. */
    static final double WIDEST = 5;

    /** A step of fewer inspections is joined with the next. */
    private static final int LEAST = 30;

    private static final double Z = 1.959964;

    public Calibration {
        steps = List.copyOf(steps);
    }

    /** An inspection: the score it had, what it stands for, such as 100 when one in a hundred was drawn. */
    public record Inspection(long units, double weight, boolean find) {}

    /**
     * Scores from one on, up to the next step.
     *
     * @param share of offences, between {@code low} and {@code high}
     */
    public record Step(long from, double share, double low, double high) {
        /** Whether a share can be told. */
        boolean isKnown() {
            return low > 0 && high <= WIDEST * low;
        }
    }

    private static final class Pool {
        private final long from;
        private double weight;
        private double finds;
        private double squares;
        private int count;

        Pool(long from) {
            this.from = from;
        }

        void add(double byWeight, double byFinds, double bySquares, int by) {
            weight += byWeight;
            finds += byFinds;
            squares += bySquares;
            count += by;
        }

        double share() {
            return finds / weight;
        }

        Step step() {
            double n = weight * weight / squares;
            double share = share();
            double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
            double half = Z / (1 + Z * Z / n) * StrictMath.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
            return new Step(from, share, StrictMath.max(0, middle - half), StrictMath.min(1, middle + half));
        }
    }

    /**
     * Shares that rise with the score.
     *
     * @param inspections in any order
     */
    public static Calibration of(List<Inspection> inspections) {
        List<Inspection> sorted = new ArrayList<>(inspections);
        sorted.sort(Comparator.comparingLong(Inspection::units)
                .thenComparingDouble(Inspection::weight)
                .thenComparing(Inspection::find));
        List<Pool> pools = new ArrayList<>();
        for (int from = 0; from < sorted.size(); ) {
            Pool pool =
                    new Pool(pools.isEmpty() ? Long.MIN_VALUE : sorted.get(from).units());
            int to = from;
            while (to < sorted.size()
                    && (to - from < LEAST
                            || sorted.get(to).units() == sorted.get(to - 1).units())) {
                Inspection each = sorted.get(to++);
                pool.add(each.weight(), each.find() ? each.weight() : 0, each.weight() * each.weight(), 1);
            }
            pools.add(pool);
            from = to;
            join(pools);
        }
        return new Calibration(pools.stream().map(Pool::step).toList());
    }

    /** Shares rise, and the last step has inspections enough. */
    private static void join(List<Pool> pools) {
        while (pools.size() > 1) {
            Pool last = pools.get(pools.size() - 1);
            Pool before = pools.get(pools.size() - 2);
            if (last.count >= LEAST && before.share() < last.share()) {
                return;
            }
            before.add(last.weight, last.finds, last.squares, last.count);
            pools.remove(pools.size() - 1);
        }
    }

    /** What is known of such a score; null where it can only be ranked. */
    public @Nullable Step at(long units) {
        Step at = null;
        for (Step step : steps) {
            if (step.from <= units) {
                at = step;
            }
        }
        return at != null && at.isKnown() ? at : null;
    }
}
