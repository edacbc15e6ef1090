// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.console.evaluate.WorldLearning.Heard;
import portolan.scoring.bank.BankReading;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.second.Curves;
import portolan.scoring.second.Lessons;
import portolan.scoring.second.Lessons.Told;
import portolan.scoring.second.Row;
import portolan.scoring.second.Rows;
import portolan.scoring.second.SecondOpinion;

/**
 * What a second opinion finds on one feed where other things are told than were: fewer finds, outcomes that are missing,
 * late, wrong or biased, those only of what it picked itself, and where offenders change what they do.
 *
 * <p>Memories heard what was told in truth. So all that they and rules know of finds is left out here, also of what a
 * trial is held against.
 */
final class WorldTrials {
    static final String QUARTER = "quarter";
    static final String SHADOW = "shadow";
    static final String FINDS = "finds";
    static final String FAULT = "fault";
    static final String LOOP = "loop";
    static final String CHANGE = "change";
    static final String TOLD = "told";

    private static final int[] FEWER = {0, 40, 80, 150, 300};
    private static final double PICKED = 0.03;
    private static final double DRAWN = 0.01;
    private static final long TOLD_AFTER = Duration.ofDays(14).toMillis();
    private static final long LATE = Duration.ofDays(60).toMillis();
    private static final double LOOKED_AT = 0.05;

    private final WorldTruth truth;
    private final List<BankReading> measures;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Told> told;
    private final Map<String, Double> before;
    private final double[] off;
    private final long judgedFrom;

    /** @param told each by its office */
    WorldTrials(
            RuleSet ruleSet,
            WorldTruth truth,
            List<BankReading> measures,
            List<Heard> heard,
            List<Told> told,
            Map<String, Double> before,
            double[] off) {
        this.truth = truth;
        this.told = told;
        this.before = before;
        this.off = off;
        this.judgedFrom = truth.lastOfTime(WorldRanking.QUARTER).toEpochMilli();
        Set<String> ofFinds = ruleSet.rules().stream()
                .filter(rule -> rule.readings().stream()
                                .anyMatch(reading -> reading.ruleName().contains("offence"))
                        || rule.memories().stream()
                                .anyMatch(memory -> Objects.requireNonNull(ruleSet.memories())
                                        .readings()
                                        .get(memory)
                                        .isOfFinds()))
                .map(rule -> rule.id())
                .collect(Collectors.toSet());
        List<Integer> kept = new ArrayList<>();
        this.measures = new ArrayList<>();
        for (int reading = 0; reading < measures.size(); reading++) {
            if (!measures.get(reading).isOfFinds()) {
                kept.add(reading);
                this.measures.add(measures.get(reading));
            }
        }
        for (Heard each : heard) {
            float[] values = new float[kept.size()];
            for (int reading = 0; reading < values.length; reading++) {
                values[reading] = each.row().values()[kept.get(reading)];
            }
            Map<String, Long> fired = new TreeMap<>(each.row().fired());
            fired.keySet().removeAll(ofFinds);
            this.heard.add(
                    new Heard(each.place(), new Row(each.row().key(), each.row().orderTime(), values, fired, false)));
        }
    }

    /** All but those of fewer finds. */
    List<WorldFigures.Trial> all() {
        List<WorldFigures.Trial> trials = new ArrayList<>();
        faults(trials);
        for (Picks picks : Picks.values()) {
            trials.add(loop(picks));
        }
        changes(trials);
        return trials;
    }

    private double[] scores(List<Heard> read, List<Told> said, long from) {
        Lessons lessons = lessons(read, said);
        return WorldLearning.scores(
                read,
                truth.rows().size(),
                from,
                Double.NEGATIVE_INFINITY,
                time -> WorldLearning.ranking(SecondOpinion.of(measures, lessons.known(time), before)));
    }

    private Lessons lessons(List<Heard> read, List<Told> said) {
        Lessons lessons = new Lessons();
        said.stream().sorted(Comparator.comparingLong(Told::orderTime)).forEach(lessons::expect);
        for (Heard each : read) {
            lessons.fired(each.row().key(), each.row().fired());
            lessons.read(each.row().key(), each.row().orderTime(), each.row().values());
        }
        return lessons;
    }

    /** Finds that are known when the last quarter begins. */
    private int finds(List<Told> said) {
        return (int) said.stream()
                .filter(each -> each.orderTime() < judgedFrom && each.teaches() && each.find())
                .count();
    }

    private WorldFigures.Trial last(String kind, String name, List<Told> said) {
        double share = WorldRanking.last(truth, scores(heard, said, judgedFrom));
        return new WorldFigures.Trial(kind, name, finds(said), List.of(share), Double.NaN);
    }

    /** Whether a consignment belongs to a share of all, another one for each purpose. */
    private static boolean isOf(double share, String purpose, String key) {
        return Lessons.spread(key + '|' + purpose) < share * (1L << 53);
    }

    /** @param name of what is begun with */
    List<WorldFigures.Trial> fewer(String name) {
        List<WorldFigures.Trial> trials = new ArrayList<>();
        int all = finds(told);
        for (int few : FEWER) {
            if (few < all) {
                double share = (double) few / all;
                trials.add(last(
                        FINDS,
                        name + few,
                        told.stream()
                                .filter(each -> isOf(share, "few", each.key()))
                                .toList()));
            }
        }
        trials.add(last(FINDS, name + "all", told));
        return trials;
    }

    private void faults(List<WorldFigures.Trial> trials) {
        Map<String, Integer> offices = new TreeMap<>();
        told.forEach(each -> offices.merge(Objects.requireNonNull(each.office()), 1, Integer::sum));
        String largest = offices.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
        Set<Integer> reds = riskiest(off, LOOKED_AT);
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("none", each -> each);
        faults.put("missing", each -> each.find() && isOf(0.3, "missing", each.key()) ? null : each);
        faults.put("late", each -> each.at(each.orderTime() + LATE));
        faults.put("wrong", each -> each.finding(each.find() ^ isOf(0.05, "wrong", each.key())));
        faults.put("untold", each -> largest.equals(each.office()) ? null : each);
        faults.put("nothing", each -> largest.equals(each.office()) ? each.finding(false) : each);
        faults.put(
                "random-2",
                each -> largest.equals(each.office()) ? each.finding(isOf(0.5, "random", each.key())) : each);
        faults.put(
                "random-10",
                each -> largest.equals(each.office()) ? each.finding(isOf(0.1, "random", each.key())) : each);
        faults.put("riskiest", each -> reds.contains(place(each.key())) ? each : null);
        faults.forEach((name, fault) -> trials.add(last(
                FAULT,
                name,
                told.stream().map(fault::of).filter(Objects::nonNull).toList())));
    }

    /** What becomes of what is told; null where it is not told. */
    private interface Fault {
        @Nullable
        Told of(Told told);
    }

    private int place(String key) {
        return truth.place(key, "");
    }

    private Set<Integer> riskiest(double[] scores, double share) {
        List<Integer> ranked = WorldRanking.ranked(truth, scores, place -> true);
        return new HashSet<>(ranked.subList(0, (int) Math.ceil(share * ranked.size())));
    }

    /** Who picks what is inspected. */
    private enum Picks {
        ENGINE,
        HALF,
        SECOND
    }

    /** Every four weeks some of what came are picked, and told two weeks after they came; nothing else is. */
    private WorldFigures.Trial loop(Picks picks) {
        Map<Integer, Heard> last = new HashMap<>();
        heard.forEach(each -> last.put(each.place(), each));
        List<Heard> bills = last.values().stream()
                .filter(each -> !truth.rows().get(each.place()).withdrawn())
                .sorted(Comparator.comparingLong((Heard each) -> each.row().orderTime())
                        .thenComparingInt(Heard::place))
                .toList();
        double[] scores = new double[truth.rows().size()];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        SecondOpinion engine = new SecondOpinion(before, Curves.NONE, 0);
        double[] shares = new double[scores.length];
        Arrays.fill(shares, Double.NaN);
        List<Told> said = new ArrayList<>();
        Map<String, Double> standFor = new HashMap<>();
        int inspected = 0;
        int found = 0;
        for (int from = 0; from < bills.size(); ) {
            long begins = bills.get(0).row().orderTime();
            long block = (bills.get(from).row().orderTime() - begins) / Lessons.FITTED_EACH;
            int to = from;
            while (to < bills.size() && (bills.get(to).row().orderTime() - begins) / Lessons.FITTED_EACH == block) {
                to++;
            }
            Rows known = lessons(heard, said).known(begins + block * Lessons.FITTED_EACH);
            SecondOpinion second = SecondOpinion.of(measures, known, before);
            List<Heard> came = bills.subList(from, to);
            if (bills.get(to - 1).row().orderTime() >= judgedFrom) {
                ToDoubleFunction<Row> told = WorldLearning.telling(second, measures, known, before, standFor);
                came.forEach(each -> shares[each.place()] = told.applyAsDouble(each.row()));
            }
            Map<Integer, Long> byEngine = units(engine, came);
            Map<Integer, Long> bySecond = units(second, came);
            bySecond.forEach((place, units) -> scores[place] = units);
            Set<Integer> chosen = picked(picks, ranked(byEngine), ranked(bySecond));
            for (Heard each : came) {
                if (chosen.contains(each.place())
                        || isOf(DRAWN, "drawn", each.row().key())) {
                    boolean find = truth.rows().get(each.place()).offence();
                    said.add(new Told(each.row().key(), 1, each.row().orderTime() + TOLD_AFTER, true, find, ""));
                    boolean early = each.row().orderTime() < begins + Lessons.YOUNG;
                    standFor.put(each.row().key(), early ? 0 : chosen.contains(each.place()) ? 1 : 1 / DRAWN);
                    boolean late = each.row().orderTime() >= judgedFrom;
                    inspected += late ? 1 : 0;
                    found += late && find ? 1 : 0;
                }
            }
            from = to;
        }
        return new WorldFigures.Trial(
                LOOP,
                picks.name().toLowerCase(Locale.ROOT),
                finds(said),
                WorldRanking.byQuarter(truth, scores),
                inspected == 0 ? Double.NaN : (double) found / inspected,
                WorldRanking.told(truth, shares));
    }

    private static Map<Integer, Long> units(SecondOpinion opinion, List<Heard> bills) {
        Map<Integer, Long> units = new LinkedHashMap<>();
        bills.forEach(each -> units.put(
                each.place(), opinion.units(each.row().fired(), each.row().values())));
        return units;
    }

    private List<Integer> ranked(Map<Integer, Long> units) {
        return units.keySet().stream()
                .sorted(Comparator.comparingLong((Integer place) -> -units.getOrDefault(place, 0L))
                        .thenComparingLong(place -> truth.rows().get(place).tieBreak()))
                .toList();
    }

    private static Set<Integer> picked(Picks picks, List<Integer> engine, List<Integer> second) {
        List<Integer> first = picks == Picks.SECOND ? second : engine;
        List<Integer> other = picks == Picks.ENGINE ? engine : second;
        return WorldRanking.byTurns(first, other).stream()
                .limit((long) Math.ceil(PICKED * engine.size()))
                .collect(Collectors.toSet());
    }

    /** Every other scheme begins at half time, or stops then: consignments of it are as if nobody had sent them. */
    private void changes(List<WorldFigures.Trial> trials) {
        List<String> schemes = truth.rows().stream()
                .filter(WorldTruth.Row::offence)
                .map(WorldTruth.Row::scheme)
                .distinct()
                .sorted()
                .toList();
        IntPredicate changing = place -> schemes.indexOf(truth.rows().get(place).scheme()) % 2 == 1;
        long half = truth.lastOfTime(0.5).toEpochMilli();
        IntPredicate early = place -> truth.rows().get(place).filedAt().toEpochMilli() < half;
        IntPredicate never = place -> false;
        double[] always = without(never);
        double[] begun = without(changing.and(early));
        trials.add(change("begin", begun, always, never, changing));
        double[] stopped = without(changing.and(early.negate()));
        double[] unknown = without(changing);
        trials.add(change("stop", stopped, unknown, changing, changing.negate()));
    }

    private double[] without(IntPredicate unsent) {
        return scores(
                heard.stream().filter(each -> !unsent.test(each.place())).toList(),
                told.stream().filter(each -> !unsent.test(place(each.key()))).toList(),
                judgedFrom);
    }

    private WorldFigures.Trial change(
            String name, double[] changed, double[] otherwise, IntPredicate unsent, IntPredicate counted) {
        return new WorldFigures.Trial(
                CHANGE,
                name,
                0,
                List.of(
                        WorldRanking.last(truth, changed, unsent.negate(), counted),
                        WorldRanking.last(truth, otherwise, unsent.negate(), counted)),
                Double.NaN);
    }
}
