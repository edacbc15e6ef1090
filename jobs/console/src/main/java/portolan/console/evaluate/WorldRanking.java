// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** What is found of offences in the quarters of the time, ranked as {@link WorldJudge} ranks. */
final class WorldRanking {
    static final double QUARTER = 0.25;

    private static final int QUARTERS = 4;
    private static final int RISKIEST = 20;
    private static final double[] EDGES = {0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7};

    private WorldRanking() {}

    /** Of each quarter, the share of its offences that are among its riskiest 5 %. */
    static List<Double> byQuarter(WorldTruth truth, double[] scores) {
        List<Double> shares = new ArrayList<>();
        for (int quarter = QUARTERS; quarter > 0; quarter--) {
            long from = truth.lastOfTime(QUARTER * quarter).toEpochMilli();
            long to = quarter == 1
                    ? Long.MAX_VALUE
                    : truth.lastOfTime(QUARTER * (quarter - 1)).toEpochMilli();
            shares.add(share(truth, scores, place -> isFiled(truth, place, from, to), place -> true));
        }
        return shares;
    }

    /** The same of the last. */
    static double last(WorldTruth truth, double[] scores) {
        return last(truth, scores, place -> true, place -> true);
    }

    /** The last quarter of some consignments, and the share of some of the offences there. */
    static double last(WorldTruth truth, double[] scores, IntPredicate of, IntPredicate counted) {
        long from = truth.lastOfTime(QUARTER).toEpochMilli();
        return share(truth, scores, of.and(place -> isFiled(truth, place, from, Long.MAX_VALUE)), counted);
    }

    /** The last quarter by what was told of each consignment, in bands; NaN where nothing was. */
    static List<WorldFigures.Told> told(WorldTruth truth, double[] told) {
        long from = truth.lastOfTime(QUARTER).toEpochMilli();
        List<Integer> last = ranked(truth, told, place -> isFiled(truth, place, from, Long.MAX_VALUE));
        return told(last.size(), each -> truth.rows().get(last.get(each)).offence(), each -> told[last.get(each)]);
    }

    static List<WorldFigures.Told> told(int count, IntPredicate isOffence, IntToDoubleFunction probability) {
        int[] consignments = new int[EDGES.length];
        int[] offences = new int[EDGES.length];
        double[] predicted = new double[EDGES.length];
        for (int each = 0; each < count; each++) {
            double told = probability.applyAsDouble(each);
            if (!Double.isNaN(told)) {
                int band = EDGES.length - 1;
                while (told < EDGES[band]) {
                    band--;
                }
                consignments[band]++;
                predicted[band] += told;
                offences[band] += isOffence.test(each) ? 1 : 0;
            }
        }
        List<WorldFigures.Told> bands = new ArrayList<>();
        for (int band = 0; band < EDGES.length; band++) {
            if (consignments[band] > 0) {
                bands.add(new WorldFigures.Told(EDGES[band], consignments[band], predicted[band], offences[band]));
            }
        }
        return bands;
    }

    private static boolean isFiled(WorldTruth truth, int place, long from, long to) {
        long at = truth.rows().get(place).filedAt().toEpochMilli();
        return at >= from && at < to;
    }

    private static double share(WorldTruth truth, double[] scores, IntPredicate of, IntPredicate counted) {
        List<Integer> ranked = ranked(truth, scores, of);
        int top = (ranked.size() + RISKIEST - 1) / RISKIEST;
        int offences = 0;
        int found = 0;
        for (int rank = 0; rank < ranked.size(); rank++) {
            if (truth.rows().get(ranked.get(rank)).offence() && counted.test(ranked.get(rank))) {
                offences++;
                found += rank < top ? 1 : 0;
            }
        }
        return offences == 0 ? Double.NaN : (double) found / offences;
    }

    /** Places of those that were not withdrawn, the riskiest first. */
    static List<Integer> ranked(WorldTruth truth, double[] scores, IntPredicate of) {
        List<Integer> ranked = new ArrayList<>();
        for (int place = 0; place < scores.length; place++) {
            if (!truth.rows().get(place).withdrawn() && of.test(place)) {
                ranked.add(place);
            }
        }
        ranked.sort(Comparator.comparingDouble((Integer place) -> -scores[place])
                .thenComparingLong(place -> truth.rows().get(place).tieBreak()));
        return ranked;
    }

    /** What the one list and the other have next, by turns. */
    static Set<Integer> byTurns(List<Integer> one, List<Integer> other) {
        Set<Integer> merged = new LinkedHashSet<>();
        for (int next = 0; next < one.size(); next++) {
            merged.add(one.get(next));
            merged.add(other.get(next));
        }
        return merged;
    }
}
