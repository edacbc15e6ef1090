// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankReading;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Second;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.ThreatScore;

/**
 * What inspections say that a rule set should say: by how much to multiply each of its rules, and what memories that
 * nobody wrote rules over add.
 *
 * <p>Two fits of the same finds against the stream's own traffic, each alone: rules know schemes that somebody thought of,
 * memories whatever repeats itself. Each fit takes all finds for its own, so memories count for half. What it finds on a
 * world left out: {@code evaluate worlds --learning adopt}.
 *
 * @param multipliers by rule, 1 as written; rules that never fired are as they were before
 * @param curves over memories, for half already
 * @param finds that taught it
 */
public record SecondOpinion(Map<String, Double> multipliers, Curves curves, int finds) {
    /** As written, and nothing of memories. */
    public static final SecondOpinion NONE = new SecondOpinion(Map.of(), Curves.NONE, 0);

    /** With fewer it would be chance. */
    public static final int LEAST_FINDS = 10;

    /** With fewer a fit counts for a part: on left-out worlds, all of one to 15 or 24 finds found less than before. */
    private static final int WHOLE = 25;

    /** Half of this for a multiplier's squared way from where it was, its rule's usual contribution in natural units. */
    private static final double PENALTY = 0.3;

    /** No fit takes more from a rule than nine tenths, nor more than doubles it: what few or false finds say is bounded. */
    static final double LEAST = Second.LEAST_TIMES;

    static final double MOST = Second.LARGEST_TIMES;

    /** Parts of its lessons that are left out one by one. */
    private static final int FOLDS = 5;

    public SecondOpinion {
        multipliers = Map.copyOf(multipliers);
    }

    /**
     * Fits to what is known.
     *
     * @param before multipliers towards which finds that are few are drawn; of a rule that it does not name, 1
     */
    public static SecondOpinion of(List<BankReading> measures, Rows rows, Map<String, Double> before) {
        SecondOpinion fit = fit(measures, rows, before);
        return fit.finds >= WHOLE ? fit : fit.part(fit.finds < LEAST_FINDS ? 0 : fit.finds, before);
    }

    private SecondOpinion part(int of, Map<String, Double> before) {
        if (of == 0) {
            return new SecondOpinion(before, Curves.NONE, finds);
        }
        Map<String, Double> drawn = new TreeMap<>(multipliers);
        drawn.replaceAll((rule, by) -> {
            double was = before.getOrDefault(rule, 1.0);
            return was + (by - was) * of / WHOLE;
        });
        return new SecondOpinion(drawn, curves.times(of, WHOLE), finds);
    }

    private static SecondOpinion fit(List<BankReading> measures, Rows rows, Map<String, Double> before) {
        List<Row> believed = rows.inOrder();
        int finds = (int)
                believed.stream().filter(Row::find).mapToDouble(Row::weight).sum();
        return new SecondOpinion(
                multipliers(believed, before), AdditiveFit.of(measures, rows).times(1, 2), finds);
    }

    /**
     * What scores mean that this fit gives, by inspections whose share is known.
     *
     * <p>A fit flatters what it was taught by: from the score of each inspection is taken what this fit says more of it
     * than one that left it out, beyond what it says more of traffic of such scores.
     *
     * @param measures and what follows, as it was fitted to
     * @param standFor by consignment, how many each inspection stands for; see {@link Lessons#standFor}
     * @param score of such a row, in units
     * @param heard whether the fit counts in that score
     * @return null where nothing is known, so that scores only rank
     */
    public @Nullable ToldShares told(
            List<BankReading> measures,
            Rows rows,
            Map<String, Double> before,
            Map<String, Double> standFor,
            ToLongFunction<Row> score,
            Predicate<Row> heard) {
        List<Row> known = rows.lessons().stream()
                .filter(row -> standFor.getOrDefault(row.key(), 0.0) > 0)
                .toList();
        List<ToldFit.Inspection> inspections = new ArrayList<>();
        for (int fold = 0; fold < FOLDS && !known.isEmpty(); fold++) {
            int left = fold;
            Rows others = rows.without(key -> fold(key) == left);
            SecondOpinion without = fit(measures, others, before);
            Alike alike = new Alike();
            others.inOrder().stream()
                    .filter(row -> !row.find())
                    .forEach(row -> alike.add(without.units(row), units(row)));
            for (Row row : known) {
                if (fold(row.key()) == fold) {
                    double flattery = heard.test(row) ? units(row) - alike.of(without.units(row)) : 0;
                    inspections.add(new ToldFit.Inspection(
                            score.applyAsLong(row) - StrictMath.round(flattery),
                            row.weight() * standFor.getOrDefault(row.key(), 0.0),
                            row.find()));
                }
            }
        }
        return ToldFit.of(inspections);
    }

    private long units(Row row) {
        return units(row.fired(), row.values());
    }

    /** What one fit gives where another, taught by fewer finds and so of smaller bits, gives something else: a line. */
    private static final class Alike {
        private long count;
        private double x;
        private double y;
        private double xx;
        private double xy;

        void add(long fewer, long all) {
            count++;
            x += fewer;
            y += all;
            xx += (double) fewer * fewer;
            xy += (double) fewer * all;
        }

        double of(long fewer) {
            double n = StrictMath.max(1, count);
            double spread = xx - x * x / n;
            double slope = spread > 0 ? (xy - x * y / n) / spread : 1;
            return y / n + slope * (fewer - x / n);
        }
    }

    private static int fold(String key) {
        return (int) (Lessons.spread(key) % FOLDS);
    }

    /** Only how to multiply rules. */
    public static Map<String, Double> multipliers(List<Row> rows, Map<String, Double> before) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        rows.forEach(row -> names.addAll(row.fired().keySet()));
        List<String> rules = new ArrayList<>(names);
        double[] was = new double[rules.size()];
        for (int rule = 0; rule < was.length; rule++) {
            was[rule] = before.getOrDefault(rules.get(rule), 1.0);
        }
        boolean[] finds = new boolean[rows.size()];
        int found = 0;
        for (int row = 0; row < finds.length; row++) {
            finds[row] = rows.get(row).find();
            found += finds[row] ? 1 : 0;
        }
        double[] multipliers = found == 0 || found == finds.length
                ? was
                : WeightFit.of(fired(rules, rows), finds, PENALTY, was).multipliers();
        Map<String, Double> all = new TreeMap<>();
        for (int rule = 0; rule < was.length; rule++) {
            double bounded = StrictMath.max(LEAST, StrictMath.min(MOST, multipliers[rule]));
            all.put(rules.get(rule), multipliers[rule] == was[rule] ? was[rule] : bounded);
        }
        return all;
    }

    /** What rules and memories add to the score of a filing, above the prior. */
    public long units(Map<String, Long> fired, float[] values) {
        long units = curves.units(values);
        for (Map.Entry<String, Long> rule : fired.entrySet()) {
            units += (long) StrictMath.rint(multipliers.getOrDefault(rule.getKey(), 1.0) * rule.getValue());
        }
        return units;
    }

    /** The rules of a rule set that finds may weigh: those that nobody froze, and no curves of a fit before. */
    public static Set<String> weighed(RuleSet ruleSet) {
        return ruleSet.rules().stream()
                .filter(rule -> rule.isCurve() || !rule.isFrozen())
                .map(Rule::id)
                .filter(rule -> !rule.startsWith(WrittenOpinion.PREFIX))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What each of these rules added as written, without what caps, bounds and inspections then made of it. */
    public static Map<String, Long> fired(ThreatScore overall, Set<String> rules) {
        Map<String, Long> fired = new TreeMap<>();
        for (Contribution each : overall.contributions()) {
            if (rules.contains(each.rule())) {
                fired.put(each.rule(), Bits.toUnits(each.bits()));
            }
        }
        return fired;
    }

    /** Rows as a fit of weights reads them. */
    private static WeightFit.Rows fired(List<String> names, List<Row> rows) {
        Map<String, Integer> places = new TreeMap<>();
        names.forEach(name -> places.put(name, places.size()));
        int[][] which = new int[rows.size()][];
        double[][] many = new double[rows.size()][];
        for (int row = 0; row < which.length; row++) {
            Map<String, Long> fired = new TreeMap<>(rows.get(row).fired());
            which[row] = fired.keySet().stream().mapToInt(places::get).toArray();
            many[row] = fired.values().stream().mapToDouble(Bits::ofUnits).toArray();
        }
        return new WeightFit.Rows(
                names.size(),
                which,
                many,
                rows.stream().mapToDouble(Row::weight).toArray());
    }
}
