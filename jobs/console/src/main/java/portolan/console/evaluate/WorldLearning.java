// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portolan.scoring.bank.BankReading;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.second.Lessons;
import portolan.scoring.second.Row;
import portolan.scoring.second.SecondOpinion;

/**
 * What inspections of a feed teach a second opinion, and how it then ranks the last quarter: every four weeks by a fit of
 * what was told before them, each put in force at once.
 */
public final class WorldLearning {
    private static final double LAST_QUARTER = 0.25;

    private final WorldTruth truth;
    private final int overall;
    private final Set<String> rules;
    private final List<BankReading> measures;
    private final long judgedFrom;
    private final Lessons lessons = new Lessons();
    private final List<Judged> judged = new ArrayList<>();

    /** A version of a consignment of the last quarter, as it was read. */
    private record Judged(int place, Row row) {}

    /** @param measures what memories tell */
    public WorldLearning(RuleSet ruleSet, WorldTruth truth, List<BankReading> measures) {
        this.truth = truth;
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
        }
    }

    void expect(String consignmentKey, long orderTime, boolean find) {
        lessons.expect(name(truth.place(consignmentKey, "")), 1, orderTime, true, find);
    }

    /** Takes what rules say of a version. */
    public void hear(Assessment assessment) {
        hear(
                assessment.key().value(),
                assessment.filingId(),
                SecondOpinion.fired(assessment.threats().get(overall), rules));
    }

    void hear(String consignmentKey, String filingId, Map<String, Long> units) {
        int place = truth.place(consignmentKey, filingId);
        if (place >= 0) {
            lessons.fired(name(place), units);
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
            Row row = lessons.read(name(place), orderTime, values);
            if (truth.rows().get(place).filedAt().toEpochMilli() >= judgedFrom) {
                judged.add(new Judged(place, row));
            }
        }
    }

    /** Finds that are known when the last quarter begins. */
    int finds() {
        return (int)
                lessons.told(judgedFrom).values().stream().filter(find -> find).count();
    }

    /**
     * Of every consignment of the last quarter, the score of its last version; of others, nothing is known.
     *
     * @param before multipliers of rules before the first find
     */
    double[] adopted(Map<String, Double> before) {
        double[] scores = new double[truth.rows().size()];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        SecondOpinion opinion = SecondOpinion.NONE;
        long fitted = Long.MIN_VALUE;
        for (Judged each : judged) {
            long moment = lessons.fittedAt(each.row.orderTime());
            if (moment != fitted) {
                fitted = moment;
                opinion = SecondOpinion.of(measures, lessons.known(moment), before);
            }
            scores[each.place] = opinion.units(each.row.fired(), each.row.values());
        }
        return scores;
    }

    private String name(int place) {
        return truth.rows().get(place).key();
    }
}
