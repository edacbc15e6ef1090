// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankReading;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.second.Curve;
import portolan.scoring.second.Curves;
import portolan.scoring.second.Lessons;
import portolan.scoring.second.Row;
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

    /** What is fitted of all that was told before a moment. */
    interface Fit {
        SecondOpinion before(long orderTime);
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
            expect(Lessons.Told.of(name(place), outcome));
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
                time -> learns
                        ? SecondOpinion.of(measures, lessons.known(time).each(row -> with(prior, row)), before)
                        : unlearned);
    }

    /**
     * The same of any fit, and of what was read from a moment on.
     *
     * @param rows how many consignments there are
     */
    static double[] scores(List<Heard> heard, int rows, long from, Fit fit) {
        double[] scores = new double[rows];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        SecondOpinion opinion = SecondOpinion.NONE;
        long begun = heard.isEmpty() ? 0 : heard.get(0).row.orderTime();
        long fitted = Long.MIN_VALUE;
        for (Heard each : heard) {
            long time = each.row.orderTime();
            if (time >= from) {
                long moment = Lessons.fittedAt(begun, time);
                if (moment != fitted) {
                    fitted = moment;
                    opinion = fit.before(moment);
                }
                scores[each.place] = opinion.units(each.row.fired(), each.row.values());
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
     * What would be found if other things were told than were.
     *
     * @param before multipliers of rules before the first find
     * @param off how consignments rank without learning, by their place
     */
    List<WorldFigures.Trial> trials(Map<String, Double> before, double[] off) {
        List<Lessons.Told> named = new ArrayList<>();
        for (Lessons.Told each : told) {
            String office = each.office() != null ? each.office() : offices.get(truth.place(each.key(), ""));
            named.add(each.by(office == null ? "" : office));
        }
        return new WorldTrials(ruleSet, truth, measures, heard, named, before, off).all();
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
