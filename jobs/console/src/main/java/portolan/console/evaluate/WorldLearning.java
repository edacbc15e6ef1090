// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portolan.scoring.bank.BankReading;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.second.Row;
import portolan.scoring.second.Rows;
import portolan.scoring.second.SecondOpinion;

/**
 * What inspections of a feed teach a second opinion, and how it then ranks the last quarter: every four weeks by a fit of
 * what was told before them, each put in force at once.
 */
public final class WorldLearning {
    private static final long FITTED_EACH = Duration.ofDays(28).toMillis();
    private static final double LAST_QUARTER = 0.25;

    /** Of the traffic, finds are told apart from so much. */
    private static final double SAMPLED = 0.1;

    private static final int MOST_ROWS = 9_000;

    private final WorldTruth truth;
    private final int overall;
    private final Set<String> rules;
    private final List<BankReading> measures;
    private final long judgedFrom;
    private final Map<Integer, Map<String, Long>> fired = new HashMap<>();
    private final Set<Integer> inspected = new HashSet<>();
    private final List<Read> reads = new ArrayList<>();
    private final List<Told> tellings = new ArrayList<>();
    private long begun = Long.MAX_VALUE;

    /** A version of a consignment, as it was measured. */
    private record Read(int place, Row row) {}

    private record Told(int place, long time, boolean find) {}

    /** @param measures what memories tell */
    public WorldLearning(RuleSet ruleSet, WorldTruth truth, List<BankReading> measures) {
        this.truth = truth;
        this.overall = ruleSet.overall() == null ? 0 : ruleSet.threats().indexOf(ruleSet.overall());
        this.rules = SecondOpinion.weighed(ruleSet);
        this.measures = List.copyOf(measures);
        this.judgedFrom = truth.lastOfTime(LAST_QUARTER).toEpochMilli();
    }

    /** Takes an outcome before all that is heard: only rows that teach or are judged are kept. */
    public void expect(Outcome outcome) {
        if (outcome.teaches()) {
            expect(outcome.consignmentKey().value(), outcome.position().orderTime(), isFind(outcome));
        }
    }

    void expect(String consignmentKey, long orderTime, boolean find) {
        int place = truth.place(consignmentKey, "");
        if (place >= 0) {
            inspected.add(place);
            tellings.add(new Told(place, orderTime, find));
        }
    }

    /** Whether an inspection found an offence that teaches. */
    public static boolean isFind(Outcome outcome) {
        Finding found = outcome.teaches() ? Finding.of(outcome) : null;
        return found != null && found.isOffence();
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
            fired.put(place, units);
        }
    }

    /**
     * Takes what memories say of the same version, after its assessment.
     *
     * @param orderTime epoch milliseconds
     */
    public void hear(String consignmentKey, long orderTime, float[] values) {
        begun = Math.min(begun, orderTime);
        int place = truth.place(consignmentKey, "");
        if (place >= 0 && (isSampled(place) || isJudged(place) || inspected.contains(place))) {
            String name = Integer.toString(place);
            reads.add(new Read(place, new Row(name, orderTime, values, fired.getOrDefault(place, Map.of()), false)));
        }
    }

    /** Finds that are known when the last quarter begins. */
    int finds() {
        return (int) tellings.stream()
                .filter(told -> told.find && told.time < judgedFrom)
                .count();
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
        long until = Long.MIN_VALUE;
        for (Read read : reads) {
            long time = read.row.orderTime();
            if (!isJudged(read.place)) {
                continue;
            }
            if (time >= until) {
                until = begun + ((time - begun) / FITTED_EACH + 1) * FITTED_EACH;
                opinion = SecondOpinion.of(measures, known(until - FITTED_EACH), before);
            }
            scores[read.place] = opinion.units(read.row.fired(), read.row.values());
        }
        return scores;
    }

    /** What was known before a moment: inspections, each by the version that was read last, and a sample. */
    private Rows known(long before) {
        Rows rows = new Rows(MOST_ROWS, MOST_ROWS);
        Map<Integer, Row> last = new HashMap<>();
        int next = 0;
        for (Told told : tellings) {
            for (; next < reads.size() && reads.get(next).row.orderTime() < Math.min(before, told.time); next++) {
                last.put(reads.get(next).place, reads.get(next).row);
            }
            Row row = last.get(told.place);
            if (told.time < before && row != null) {
                rows.teach(row.told(told.find));
            }
        }
        for (Read read : reads) {
            if (read.row.orderTime() < before && isSampled(read.place)) {
                rows.sample(read.row);
            }
        }
        return rows;
    }

    private boolean isJudged(int place) {
        return truth.rows().get(place).filedAt().toEpochMilli() >= judgedFrom;
    }

    /** By the hash that settles ties: a share of all, whatever else they are. */
    private boolean isSampled(int place) {
        return truth.rows().get(place).tieBreak() * 0x9E3779B97F4A7C15L >>> 11 < SAMPLED * (1L << 53);
    }
}
