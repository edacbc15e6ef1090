// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.ThreatScore;

/**
 * Judges the assessments of one feed of a world by its truth: each consignment by its last assessment, those that were
 * first filed in the last quarter of the time. Withdrawn ones are left out, one without an assessment ranks last, and
 * ties fall by a hash of the key.
 */
public final class WorldJudge {
    private static final double JUDGED = 0.25;
    /** Before this, memories know next to nothing: no weights are fitted to it. */
    static final double FITTED = 0.875;

    private final RuleSet ruleSet;
    private final WorldTruth truth;
    private final Map<String, Integer> placeOf = new HashMap<>();
    private final @Nullable Last[] last;
    private final List<Integer> judged = new ArrayList<>();

    public WorldJudge(RuleSet ruleSet, WorldTruth truth) {
        this.ruleSet = ruleSet;
        this.truth = truth;
        for (int rule = 0; rule < ruleSet.rules().size(); rule++) {
            placeOf.put(ruleSet.rules().get(rule).id(), rule);
        }
        this.last = new Last[truth.rows().size()];
        Instant from = truth.lastOfTime(JUDGED);
        for (int row = 0; row < last.length; row++) {
            WorldTruth.Row of = truth.rows().get(row);
            if (!of.withdrawn() && !of.filedAt().isBefore(from)) {
                judged.add(row);
            }
        }
    }

    /**
     * What the last assessment of a consignment says.
     *
     * @param told the highest probability over threats
     * @param fired the rules that fired, by their place in the rule set
     * @param bits what each of those added
     * @param strongest the rule that adds most to the threat with the highest score; -1 where none adds any
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Last(Instant at, double score, double told, int[] fired, float[] bits, int strongest) {}

    /** Takes the next assessment. */
    public void hear(Assessment assessment) {
        int place = truth.place(assessment.key().value(), assessment.filingId());
        if (place < 0) {
            return;
        }
        Last before = last[place];
        if (before == null || !assessment.assessedAt().isBefore(before.at)) {
            last[place] = said(assessment);
        }
    }

    private Last said(Assessment assessment) {
        double told = 0;
        int strongest = -1;
        double strongestScore = Double.NEGATIVE_INFINITY;
        Map<Integer, Double> bits = new TreeMap<>();
        for (ThreatScore threat : assessment.threats()) {
            told = Math.max(told, threat.probability());
            double most = 0;
            int rule = -1;
            for (Contribution each : threat.contributions()) {
                Integer place = placeOf.get(each.rule());
                // Neither the prior nor a group's cap.
                if (place != null) {
                    bits.put(place, each.bits());
                    if (each.bits() > most) {
                        most = each.bits();
                        rule = place;
                    }
                }
            }
            if (threat.score() > strongestScore) {
                strongestScore = threat.score();
                strongest = rule;
            }
        }
        int[] fired = new int[bits.size()];
        float[] many = new float[fired.length];
        int size = 0;
        for (Map.Entry<Integer, Double> each : bits.entrySet()) {
            fired[size] = each.getKey();
            many[size++] = each.getValue().floatValue();
        }
        return new Last(assessment.assessedAt(), assessment.score(), told, fired, many, strongest);
    }

    /** From when on consignments are judged, by their first filing. */
    public Instant judgedFrom() {
        return truth.lastOfTime(JUDGED);
    }

    int judged() {
        return judged.size();
    }

    /** What to fit weights to: all that is known of the consignments, but for the first weeks. */
    RuleFirings lessons() {
        Instant from = truth.lastOfTime(FITTED);
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < last.length; row++) {
            WorldTruth.Row of = truth.rows().get(row);
            if (last[row] != null && !of.withdrawn() && !of.filedAt().isBefore(from)) {
                rows.add(row);
            }
        }
        return firings(rows);
    }

    private RuleFirings firings(List<Integer> rows) {
        RuleFirings firings = new RuleFirings(ruleSet.rules().size());
        for (int row : rows) {
            WorldTruth.Row of = truth.rows().get(row);
            Last of2 = last[row];
            firings.add(
                    new RuleFirings.Labelled(of.key(), of.filedAt(), label(of)),
                    of2 == null ? new int[0] : of2.fired,
                    of2 == null ? new float[0] : of2.bits);
        }
        return firings;
    }

    private static Label label(WorldTruth.Row row) {
        return row.offence() ? new Label(row.scheme(), null, Double.NaN) : Label.CLEAN;
    }

    /** Judges by the scores as they were assessed. */
    WorldFigures.Found written() {
        return found(ofJudged(byRow(null)), each -> last[judged.get(each)] == null ? Double.NaN : told(each));
    }

    /** Judges by fitted weights. */
    WorldFigures.Found fitted(FittedRules weights) {
        double[] probabilities = weights.probabilities(firings(judged));
        return found(probabilities, each -> probabilities[each]);
    }

    /**
     * Judges by what a second opinion says of each row of the truth; it tells no probability.
     *
     * @param without weights whose list it stands beside; null for those that are written
     */
    WorldFigures.Learned learned(double[] byRow, @Nullable FittedRules without) {
        double[] scores = ofJudged(byRow);
        double[] off = ofJudged(byRow(without));
        return new WorldFigures.Learned(
                found(scores, each -> Double.NaN), found(halves(off, scores), each -> Double.NaN));
    }

    private double[] halves(double[] one, double[] other) {
        double[] scores = new double[one.length];
        int rank = 0;
        for (int each : WorldRanking.byTurns(order(one), order(other))) {
            scores[each] = --rank;
        }
        return scores;
    }

    /**
     * How each row of the truth ranks without learning.
     *
     * @param weights null for those that are written
     */
    double[] byRow(@Nullable FittedRules weights) {
        return weights == null
                ? Arrays.stream(last)
                        .mapToDouble(of -> of == null ? Double.NEGATIVE_INFINITY : of.score)
                        .toArray()
                : weights.probabilities(
                        firings(IntStream.range(0, last.length).boxed().toList()));
    }

    private double[] ofJudged(double[] byRow) {
        return judged.stream().mapToDouble(row -> byRow[row]).toArray();
    }

    private double told(int each) {
        return Objects.requireNonNull(last[judged.get(each)]).told;
    }

    private WorldFigures.Found found(double[] scores, IntToDoubleFunction probability) {
        List<Integer> order = order(scores);
        int offences = 0;
        int at1 = 0;
        int at5 = 0;
        Map<String, int[]> schemes = new TreeMap<>();
        for (int rank = 0; rank < order.size(); rank++) {
            WorldTruth.Row row = row(order.get(rank));
            if (row.offence()) {
                offences++;
                at1 += rank < top(1) ? 1 : 0;
                at5 += rank < top(5) ? 1 : 0;
                int[] of = schemes.computeIfAbsent(row.scheme(), unseen -> new int[2]);
                of[0]++;
                of[1] += rank < top(5) ? 1 : 0;
            }
        }
        Map<String, WorldFigures.Scheme> bySchemes = new TreeMap<>();
        schemes.forEach((scheme, of) -> bySchemes.put(scheme, new WorldFigures.Scheme(of[0], of[1])));
        Detection ranked =
                Ranking.of(examined(scores), Examined::score, each -> 0).detection("");
        return new WorldFigures.Found(
                (double) at1 / top(1),
                offences == 0 ? 0 : (double) at5 / offences,
                ranked.auc(),
                ranked.aucMargin(),
                bySchemes,
                WorldRanking.told(judged.size(), each -> row(each).offence(), probability));
    }

    private List<Examined> examined(double[] scores) {
        List<Examined> examined = new ArrayList<>(scores.length);
        for (int each = 0; each < scores.length; each++) {
            WorldTruth.Row row = row(each);
            examined.add(new Examined(
                    row.key(),
                    row.filedAt(),
                    label(row),
                    scores[each],
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    false,
                    Traits.UNKNOWN));
        }
        return examined;
    }

    /** What each rule did, those that did most harm first. */
    List<WorldFigures.RuleUse> rules() {
        int rules = ruleSet.rules().size();
        int[] fired = new int[rules];
        int[] offences = new int[rules];
        double[] bits = new double[rules];
        int[] misleads = new int[rules];
        List<Integer> order = order(ofJudged(byRow(null)));
        for (int rank = 0; rank < order.size(); rank++) {
            Last of = last[judged.get(order.get(rank))];
            if (of == null) {
                continue;
            }
            boolean offence = row(order.get(rank)).offence();
            for (int at = 0; at < of.fired.length; at++) {
                fired[of.fired[at]]++;
                offences[of.fired[at]] += offence ? 1 : 0;
                bits[of.fired[at]] += of.bits[at];
            }
            if (rank < top(5) && !offence && of.strongest >= 0) {
                misleads[of.strongest]++;
            }
        }
        List<WorldFigures.RuleUse> uses = new ArrayList<>();
        for (int rule = 0; rule < rules; rule++) {
            if (fired[rule] > 0) {
                uses.add(new WorldFigures.RuleUse(
                        ruleSet.rules().get(rule).id(),
                        fired[rule],
                        offences[rule],
                        bits[rule] / fired[rule],
                        misleads[rule]));
            }
        }
        uses.sort(Comparator.comparingInt(WorldFigures.RuleUse::misleads)
                .reversed()
                .thenComparing(WorldFigures.RuleUse::rule));
        return uses;
    }

    /** The places of the judged, highest score first. */
    private List<Integer> order(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer each) -> -scores[each])
                        .thenComparingLong(each -> row(each).tieBreak()))
                .toList();
    }

    private WorldTruth.Row row(int each) {
        return truth.rows().get(judged.get(each));
    }

    private int top(int percent) {
        return Math.max(1, (judged.size() * percent + 99) / 100);
    }

    int consignments() {
        return last.length;
    }

    int offences() {
        return (int)
                judged.stream().filter(row -> truth.rows().get(row).offence()).count();
    }

    int missing() {
        return (int) judged.stream().filter(row -> last[row] == null).count();
    }
}
