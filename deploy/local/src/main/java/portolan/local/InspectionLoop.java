// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.console.evaluate.InspectionRun;
import portolan.console.evaluate.Label;
import portolan.console.evaluate.Measured;
import portolan.console.evaluate.Truth;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.score.Assessment;

/**
 * An office that inspects so many percent of each week's consignments, mostly the riskiest, and tells the engine what
 * those were some time later. Of the others the engine never hears.
 *
 * <p>A consignment belongs to the week of its first assessment and is judged by the last one of that week.
 */
final class InspectionLoop {
    private static final long WEEK = Duration.ofDays(7).toMillis();

    private final SequentialEngine engine;
    private final Truth truth;
    private final int percent;
    private final int explored;
    private final long delay;
    private final Random random;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Candidate> ofThisWeek = new LinkedHashMap<>();
    private final Deque<Outcome> underWay = new ArrayDeque<>();
    private final List<InspectionRun.Week> weeks = new ArrayList<>();
    private long weekEnds = Long.MIN_VALUE;
    private long outcomes;

    /**
     * @param percent of a week's consignments that is inspected
     * @param explored percent of those that is drawn at random
     * @param delay from the end of a week to the outcomes of its inspections
     * @param seed of what is drawn
     */
    InspectionLoop(SequentialEngine engine, Truth truth, int percent, int explored, Duration delay, long seed) {
        this.engine = engine;
        this.truth = truth;
        this.percent = percent;
        this.explored = explored;
        this.delay = delay.toMillis();
        this.random = new Random(seed);
    }

    private record Candidate(Assessment assessment, double rank) {}

    void take(Filing filing) {
        long now = filing.position().orderTime();
        if (weekEnds == Long.MIN_VALUE) {
            weekEnds = now + WEEK;
        }
        while (now >= weekEnds) {
            inspect();
            weekEnds += WEEK;
        }
        report(now);
        engine.take(filing).forEach(this::hear);
    }

    private void hear(Replayed replayed) {
        Assessment assessment = replayed.assessment();
        if (assessment == null) {
            return;
        }
        String key = assessment.key().value();
        if (seen.add(key) || ofThisWeek.containsKey(key)) {
            // Ranked by the probability that any threat is real, as evaluate does.
            ofThisWeek.put(key, new Candidate(assessment, Measured.probabilityOfAny(assessment)));
        }
    }

    /** Outcomes that are known by now, before the filing that comes now. */
    private void report(long now) {
        while (!underWay.isEmpty() && underWay.getFirst().position().orderTime() <= now) {
            engine.take(underWay.removeFirst()).forEach(this::hear);
        }
    }

    private void inspect() {
        List<Candidate> byRank = new ArrayList<>(ofThisWeek.values());
        // Equals in a random order, which the seed decides: by key, the alphabet would.
        Collections.shuffle(byRank, random);
        byRank.sort(Comparator.comparingDouble(Candidate::rank).reversed());
        int budget = (int) Math.round(byRank.size() * percent / 100.0);
        int drawn = (int) Math.round(budget * explored / 100.0);
        List<Candidate> rest = byRank.subList(budget - drawn, byRank.size());
        Collections.shuffle(rest, random);
        Tally tally = new Tally();
        for (int i = 0; i < byRank.size(); i++) {
            Assessment one = byRank.get(i).assessment();
            boolean isDrawn = i >= budget - drawn;
            tally.add(truth.of(one.key().value()), i < budget, isDrawn);
            if (i < budget) {
                inspected(one, isDrawn ? (double) drawn / rest.size() : null);
            }
        }
        weeks.add(tally.week());
        ofThisWeek.clear();
    }

    /** @param share that was drawn of those whom the engine left; null where the engine chose */
    private void inspected(Assessment one, @Nullable Double share) {
        long reportedAt = weekEnds + delay;
        boolean offence = truth.of(one.key().value()).offence();
        underWay.add(new Outcome(
                one.tenant(),
                one.key(),
                offence ? OutcomeCode.OFFENCE_UNSPECIFIED : OutcomeCode.NOTHING_FOUND,
                true,
                1,
                Instant.ofEpochMilli(reportedAt),
                null,
                null,
                null,
                share != null
                        ? new Chosen(Chosen.By.RANDOM, share, null, null)
                        : new Chosen(
                                Chosen.By.ENGINE,
                                null,
                                one.lane().name(),
                                one.ruleSet().hash()),
                new Position(reportedAt, Position.Input.OUTCOME, "simulated", 0, ++outcomes)));
    }

    /** What was inspected and is not reported yet. */
    Iterable<Outcome> underWay() {
        return underWay;
    }

    /** The run so far, the week that is not over yet included. */
    InspectionRun finish() {
        if (!ofThisWeek.isEmpty()) {
            inspect();
        }
        return new InspectionRun(percent, explored, weeks);
    }

    /** One week's figures as they add up. */
    private static final class Tally {
        private int consignments;
        private int offences;
        private int inspected;
        private int found;
        private int drawn;
        private int foundDrawn;
        private double revenue;
        private double revenueFound;

        void add(Label label, boolean isInspected, boolean isDrawn) {
            double worth = label.offence() && label.revenue() > 0 ? label.revenue() : 0;
            consignments++;
            offences += label.offence() ? 1 : 0;
            revenue += worth;
            if (isInspected) {
                inspected++;
                found += label.offence() ? 1 : 0;
                revenueFound += worth;
                drawn += isDrawn ? 1 : 0;
                foundDrawn += isDrawn && label.offence() ? 1 : 0;
            }
        }

        InspectionRun.Week week() {
            return new InspectionRun.Week(
                    consignments, offences, inspected, found, drawn, foundDrawn, revenue, revenueFound);
        }
    }
}
