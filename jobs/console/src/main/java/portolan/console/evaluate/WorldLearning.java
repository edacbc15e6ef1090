// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankReading;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.score.Assessment;
import portolan.scoring.second.Curve;
import portolan.scoring.second.Curves;
import portolan.scoring.second.Lessons;
import portolan.scoring.second.Row;
import portolan.scoring.second.Rows;
import portolan.scoring.second.SecondOpinion;
import portolan.scoring.second.WrittenOpinion;

/**
 * What inspections of a feed teach a second opinion, and how it then ranks: every four weeks by a fit of what was told
 * before them, each put in force at once.
 */
public final class WorldLearning {
    private static final double LAST_QUARTER = 0.25;

    private final WorldTruth truth;
    private final int overall;
    private final RuleSet ruleSet;
    private final Set<String> rules;
    private final List<BankReading> measures;
    private final long judgedFrom;
    private final Lessons lessons = new Lessons();
    private final List<Lessons.Told> told = new ArrayList<>();
    private final Map<Integer, String> offices = new HashMap<>();
    private final List<Heard> heard = new ArrayList<>();

    /** A version of a consignment, as it was read. */
    record Heard(int place, Row row) {}

    /** What ranks a version, or is told of it, by all that was known before a moment. */
    interface Fit {
        ToDoubleFunction<Row> before(long orderTime);
    }

    /** @param measures what memories tell */
    public WorldLearning(RuleSet ruleSet, WorldTruth truth, List<BankReading> measures) {
        this.truth = truth;
        this.ruleSet = ruleSet;
        this.overall = ruleSet.overall() == null ? 0 : ruleSet.threats().indexOf(ruleSet.overall());
        this.rules = SecondOpinion.weighed(ruleSet);
        this.measures = List.copyOf(measures);
        this.judgedFrom = truth.lastOfTime(LAST_QUARTER).toEpochMilli();
    }

    /** Takes an outcome before all that is heard. */
    public void expect(Outcome outcome) {
        int place = truth.place(outcome.consignmentKey().value(), "");
        if (place >= 0) {
            lessons.expect(name(place), outcome);
            told.add(Lessons.Told.of(name(place), outcome));
        }
    }

    void expect(Lessons.Told each) {
        lessons.expect(each);
        told.add(each);
    }

    /** Takes what rules say of a version. */
    public void hear(Assessment assessment) {
        hear(
                assessment.key().value(),
                assessment.filingId(),
                assessment.particulars().office(),
                SecondOpinion.fired(assessment.threats().get(overall), rules));
    }

    void hear(String consignmentKey, String filingId, @Nullable String office, Map<String, Long> units) {
        int place = truth.place(consignmentKey, filingId);
        if (place >= 0) {
            lessons.fired(name(place), units);
            if (office != null) {
                lessons.filedAt(name(place), office);
                offices.put(place, office);
            }
        }
    }

    /**
     * Takes what memories say of the same version, after its assessment.
     *
     * @param orderTime epoch milliseconds
     */
    public void hear(String consignmentKey, long orderTime, float[] values) {
        int place = truth.place(consignmentKey, "");
        if (place >= 0) {
            heard.add(new Heard(place, lessons.read(name(place), orderTime, values)));
        }
    }

    /** Finds that are known when the last quarter begins. */
    int finds() {
        return (int)
                lessons.told(judgedFrom).values().stream().filter(find -> find).count();
    }

    /**
     * Of every consignment the score of its last version; of one that was not read, nothing is known.
     *
     * @param before multipliers of rules before the first find
     */
    double[] adopted(Map<String, Double> before) {
        return adopted(before, Curves.NONE, true);
    }

    /**
     * The same after a prior, whose curves are weighed as rules are.
     *
     * @param learns whether own finds count
     */
    double[] adopted(Map<String, Double> before, Curves prior, boolean learns) {
        SecondOpinion unlearned = new SecondOpinion(before, Curves.NONE, 0);
        return scores(
                heard.stream()
                        .map(each -> new Heard(each.place, with(prior, each.row)))
                        .toList(),
                truth.rows().size(),
                Long.MIN_VALUE,
                Double.NEGATIVE_INFINITY,
                time -> ranking(
                        learns
                                ? SecondOpinion.of(measures, lessons.known(time).each(row -> with(prior, row)), before)
                                : unlearned));
    }

    static ToDoubleFunction<Row> ranking(SecondOpinion opinion) {
        return row -> opinion.units(row.fired(), row.values());
    }

    /**
     * What share of offences a fit says that scores of its own mean; NaN where they only rank.
     *
     * @param standFor by consignment, how many each inspection stands for
     */
    static ToDoubleFunction<Row> telling(
            SecondOpinion fit,
            List<BankReading> measures,
            Rows known,
            Map<String, Double> before,
            Map<String, Double> standFor) {
        ToldShares told = fit.finds() < SecondOpinion.LEAST_FINDS
                ? null
                : fit.told(measures, known, before, standFor, row -> fit.units(row.fired(), row.values()), row -> true);
        return row -> {
            ToldShares.Point point = told == null ? null : told.at(fit.units(row.fired(), row.values()));
            return point == null ? Double.NaN : point.share();
        };
    }

    /** What is told in the last quarter, each fit put in force, by inspections of which the feed says how they were chosen. */
    WorldFigures.Trial told(Map<String, Double> before) {
        double[] shares = scores(heard, truth.rows().size(), judgedFrom, Double.NaN, time -> {
            Rows known = lessons.known(time);
            return telling(SecondOpinion.of(measures, known, before), measures, known, before, lessons.standFor(time));
        });
        return new WorldFigures.Trial(
                WorldTrials.TOLD, "own", finds(), List.of(), Double.NaN, WorldRanking.told(truth, shares));
    }

    /**
     * The same of any fit, and of what was read from a moment on.
     *
     * @param rows how many consignments there are
     * @param unread of a consignment that was not read
     */
    static double[] scores(List<Heard> heard, int rows, long from, double unread, Fit fit) {
        double[] scores = new double[rows];
        Arrays.fill(scores, unread);
        ToDoubleFunction<Row> fitted = row -> unread;
        long begun = heard.isEmpty() ? 0 : heard.get(0).row.orderTime();
        long last = Long.MIN_VALUE;
        for (Heard each : heard) {
            long time = each.row.orderTime();
            if (time >= from) {
                long moment = Lessons.fittedAt(begun, time);
                if (moment != last) {
                    last = moment;
                    fitted = fit.before(moment);
                }
                scores[each.place] = fitted.applyAsDouble(each.row);
            }
        }
        return scores;
    }

    /** By quarter, how consignments rank without learning and with it, each under the name of its ranking. */
    List<WorldFigures.Trial> byQuarter(String kind, String without, double[] off, String with, double[] learned) {
        return List.of(
                new WorldFigures.Trial(kind, without, 0, WorldRanking.byQuarter(truth, off), Double.NaN),
                new WorldFigures.Trial(kind, with, finds(), WorldRanking.byQuarter(truth, learned), Double.NaN));
    }

    /**
     * What is found by quarter, and of fewer finds.
     *
     * @param name of what is begun with
     * @param before multipliers of rules before the first find
     * @param off how consignments rank without learning, by their place
     * @param adopted how they rank with it
     */
    List<WorldFigures.Trial> measured(String name, Map<String, Double> before, double[] off, double[] adopted) {
        List<WorldFigures.Trial> trials =
                new ArrayList<>(byQuarter(WorldTrials.QUARTER, name + "off", off, name + "adopted", adopted));
        trials.addAll(tried(before, off).fewer(name));
        return trials;
    }

    /** What would be found if other things were told than were; see {@link #measured}. */
    List<WorldFigures.Trial> trials(Map<String, Double> before, double[] off) {
        List<WorldFigures.Trial> trials = new ArrayList<>(List.of(told(before)));
        trials.addAll(tried(before, off).all());
        return trials;
    }

    private WorldTrials tried(Map<String, Double> before, double[] off) {
        List<Lessons.Told> named = new ArrayList<>();
        for (Lessons.Told each : told) {
            String office = each.office() != null ? each.office() : offices.get(truth.place(each.key(), ""));
            named.add(each.by(office == null ? "" : office));
        }
        return new WorldTrials(ruleSet, truth, measures, heard, named, before, off);
    }

    private static Row with(Curves prior, Row row) {
        if (prior.curves().isEmpty()) {
            return row;
        }
        Map<String, Long> fired = new TreeMap<>(row.fired());
        for (Curve curve : prior.curves()) {
            fired.put(WrittenOpinion.PRIOR + curve.measure().name(), curve.units(row.values()[curve.reading()]));
        }
        return row.fired(fired);
    }

    private String name(int place) {
        return truth.rows().get(place).key();
    }
}
