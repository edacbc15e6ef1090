// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.DecisionDue;
import portolan.console.screen.EvidenceFacts;
import portolan.console.screen.Fact;
import portolan.console.screen.Odds;
import portolan.console.screen.Sureness;
import portolan.console.screen.Texts;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.ThreatAssessed;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.score.Stake;

/**
 * One consignment on the board, ready to be shown.
 *
 * @param lane what it scores: the strictest over the threats
 * @param drawn whether it is RED because exploration drew it, whatever it scores
 * @param threat the threat that sets the lane; of several, the one with the highest score
 * @param bits the score for that threat
 * @param probability what it stands for
 * @param told what inspections bear out of it; null where it only ranks
 * @param conveyance the ship with its voyage, the flight, the truck
 * @param stake what it costs to miss an offence, as far as it is known
 * @param due by when it must be decided
 * @param reasons what speaks loudest for that threat, most bits first
 * @param scoredAt epoch milliseconds at which the board learned of it
 */
record BoardEntry(
        String consignmentKey,
        String assessmentId,
        Lane lane,
        boolean drawn,
        String threat,
        double bits,
        double probability,
        ToldShares.@Nullable Point told,
        @Nullable String shipper,
        @Nullable String consignee,
        @Nullable String goods,
        @Nullable String route,
        @Nullable String office,
        @Nullable String conveyance,
        @Nullable Instant arrival,
        int boxes,
        @Nullable Stake stake,
        DecisionDue due,
        List<Reason> reasons,
        long scoredAt) {
    /** Reasons shown with each consignment. */
    static final int REASONS = 3;

    BoardEntry {
        reasons = List.copyOf(reasons);
    }

    /**
     * What an assessment says of one of its threats.
     *
     * @param ruleSets by hash, as far as their texts are at hand
     */
    static BoardEntry of(
            ConsignmentAssessed assessment,
            ThreatAssessed threat,
            Function<String, @Nullable RuleSet> ruleSets,
            long nowMillis) {
        return new BoardEntry(
                assessment.getConsignmentKey(),
                assessment.getAssessmentId(),
                threat.getLane(),
                assessment.getSelectedBy() == SelectedBy.EXPLORATION,
                threat.getThreat(),
                threat.getScore(),
                threat.getProbability(),
                Sureness.of(ruleSets.apply(assessment.getRuleset().getHash()), threat.getThreat(), threat.getScore()),
                assessment.getShipper(),
                assessment.getConsignee(),
                assessment.getGoods(),
                assessment.getRoute(),
                assessment.getOffice(),
                assessment.getConveyance(),
                assessment.getArrival(),
                assessment.getBoxes(),
                stake(assessment),
                DecisionDue.of(assessment),
                loudest(threat, facts(assessment)),
                nowMillis);
    }

    private static @Nullable Stake stake(ConsignmentAssessed assessment) {
        portolan.schemas.avro.Stake stake = assessment.getStake();
        return stake == null ? null : new Stake(stake.getValue(), stake.getDuty(), stake.getCurrency());
    }

    private static EvidenceFacts facts(ConsignmentAssessed assessment) {
        EvidenceFacts facts = new EvidenceFacts();
        for (IndicatorReading reading : assessment.getReadings()) {
            facts.add(reading.getIndicator(), reading.getValue(), reading.getEvidence());
        }
        return facts.complete();
    }

    private static List<Reason> loudest(ThreatAssessed threat, EvidenceFacts facts) {
        return threat.getContributions().stream()
                .filter(contribution -> contribution.getBits() > 0)
                .sorted(Comparator.comparingDouble(RuleContribution::getBits).reversed())
                .limit(REASONS)
                .map(contribution -> new Reason(
                        contribution.getRule(),
                        contribution.getBits(),
                        contribution.getWhy(),
                        contribution.getEvidence(),
                        facts.facts(contribution.getEvidence())))
                .toList();
    }

    /** "1 in 9", or "+3.2 bits" where nothing bears that out. */
    String sureness(Texts texts) {
        return told == null ? String.format(Locale.ROOT, "%+.1f bits", bits) : Odds.inWords(told.share(), texts);
    }

    /** The threat, and what inspections bear out of it. */
    String threatInWords(Texts texts) {
        return told == null ? threat : threat + ' ' + Odds.inWords(told, texts);
    }

    /** One contribution in words, as recorded, and the facts of its evidence. */
    record Reason(String rule, double bits, String why, String evidence, List<Fact> facts) {
        Reason {
            facts = List.copyOf(facts);
        }
    }
}
