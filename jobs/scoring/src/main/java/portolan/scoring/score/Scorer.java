// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.DecisionDeadline;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.rules.SuppressedRules;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.rules.Verdict;

/** Makes assessments of readings. */
public final class Scorer {
    private Scorer() {}

    /** Assesses the live version of a consignment by what is written alone. */
    public static Assessment assess(
            RuleSet ruleSet,
            RuleSetRef ruleSetRef,
            CaseEvent event,
            Readings readings,
            DataQuality dataQuality,
            String engineVersion,
            Reference reference) {
        return assess(
                ruleSet,
                ruleSetRef,
                event,
                readings,
                dataQuality,
                fire(ruleSet, event, readings),
                SuppressedRules.NONE,
                engineVersion,
                reference);
    }

    /**
     * Assesses the live version of a consignment.
     *
     * @param ruleSetRef the rule set, as the assessment is to name it
     * @param event a filing or an amendment: {@link CaseEvent#isAssessed()}
     * @param fired which of the rule set's rules hold: {@link #fire}
     * @param suppressed rules of the rule set when the event came
     * @param engineVersion of this code, as the assessment is to name it
     * @param reference the reference data behind the readings
     */
    public static Assessment assess(
            RuleSet ruleSet,
            RuleSetRef ruleSetRef,
            CaseEvent event,
            Readings readings,
            DataQuality dataQuality,
            Fired fired,
            SuppressedRules suppressed,
            String engineVersion,
            Reference reference) {
        Consignment consignment = event.live();
        Facts facts = fired.facts();
        Deadlines deadlines = consignment.deadlines();
        boolean doNotLoad = mayStopLoading(deadlines);
        double score = Double.NEGATIVE_INFINITY;
        Lane lane = Lane.GREEN;
        boolean urgent = false;
        List<ThreatScore> threats = new ArrayList<>();
        List<Verdict> verdicts = ruleSet.judge(fired, event.position().day().getDayOfWeek(), suppressed);
        double most = told(ruleSet, verdicts);
        for (Verdict verdict : verdicts) {
            ThreatScore threat = threatScore(ruleSet, verdict, most, doNotLoad, readings, facts);
            threats.add(threat);
            score = StrictMath.max(score, threat.score());
            lane = Lane.strictest(lane, threat.lane());
            urgent |= threat.urgent();
        }
        Selection selection = Selection.of(ruleSet, event.key(), lane);
        return new Assessment(
                assessmentId(event, ruleSet),
                event.tenant(),
                event.key(),
                event.filing().filingId(),
                event.filing().filingVersion(),
                event.filing().filedAt(),
                Instant.ofEpochMilli(event.position().orderTime()),
                score,
                selection.lane(),
                threats,
                dataQuality,
                ruleSetRef,
                event.position(),
                selection.by(),
                engineVersion,
                reference.version(),
                DecisionDeadline.of(consignment),
                readings,
                StatedFields.of(consignment),
                urgent,
                Particulars.of(consignment, reference),
                Assessment.AS_WRITTEN,
                facts.said(ruleSet.memoriesRead()));
    }

    /** Which rules hold for the live version of a consignment, and what each adds as written. */
    public static Fired fire(RuleSet ruleSet, CaseEvent event, Readings readings) {
        return ruleSet.fire(Facts.of(readings, event.live()));
    }

    /** The same where the rule set declares memories, by what they say. */
    public static Fired fire(RuleSet ruleSet, CaseEvent event, Readings readings, @Nullable BankAnswer memories) {
        return ruleSet.fire(Facts.of(readings, event.live(), memories));
    }

    /** The probability that a score in bits stands for. */
    public static double probability(double score) {
        return 1 / (1 + StrictMath.pow(2, -score));
    }

    /** The share that is told of any offence; 1 where none is told. */
    private static double told(RuleSet ruleSet, List<Verdict> verdicts) {
        ToldShares told = ruleSet.told();
        if (told != null) {
            for (Verdict verdict : verdicts) {
                if (verdict.threat().overall()) {
                    return told.share(verdict.score());
                }
            }
        }
        return 1;
    }

    private static ThreatScore threatScore(
            RuleSet ruleSet, Verdict verdict, double most, boolean doNotLoad, Readings readings, Facts facts) {
        List<Contribution> contributions = new ArrayList<>(verdict.shares().size());
        for (Verdict.Share share : verdict.shares()) {
            contributions.add(new Contribution(
                    share.name(), Bits.ofUnits(share.units()), share.why(), evidence(share, readings, facts)));
        }
        double score = Bits.ofUnits(verdict.score());
        boolean alerting = ruleSet.alertsIn(verdict.lane());
        boolean urgent = verdict.threat().isUrgent(verdict.score()) || (alerting && doNotLoad);
        boolean isTold = verdict.threat().overall() && ruleSet.told() != null;
        // One harm is no likelier than any at all, or who ranks by the likeliest would rank by what nobody bears out.
        double probability = isTold ? most : StrictMath.min(most, probability(score));
        return new ThreatScore(
                verdict.threat().name(), score, probability, verdict.lane(), alerting, urgent, contributions);
    }

    /** The numbers behind a share of a score; empty where it has none, or is none. */
    public static String evidence(Verdict.@Nullable Share share, Readings readings, Facts facts) {
        if (share == null || share.rule() == null) {
            return share == null ? "" : share.evidence();
        }
        Rule rule = share.rule();
        // Two readings may rest on the same numbers: a person reads them once.
        List<String> evidence = new ArrayList<>(2);
        for (Indicator indicator : rule.readings()) {
            Reading reading = readings.get(indicator);
            if (reading != null && !reading.evidence().isEmpty() && !evidence.contains(reading.evidence())) {
                evidence.add(reading.evidence());
            }
        }
        // Hardly a rule reads one, and an iterator over none is an object too.
        if (!rule.memories().isEmpty()) {
            for (int memory : rule.memories()) {
                String words = facts.memoryInWords(memory);
                if (!words.isEmpty() && !evidence.contains(words)) {
                    evidence.add(words);
                }
            }
        }
        for (ConsignmentField field : rule.fields()) {
            String stated = facts.show(field);
            if (stated != null && !evidence.contains(stated)) {
                evidence.add(stated);
            }
        }
        if (!share.evidence().isEmpty()) {
            evidence.add(share.evidence());
        }
        return evidence.size() == 1 ? evidence.get(0) : String.join("; ", evidence);
    }

    /** Whether the decision is due before loading, so that a "do not load" can still be said. */
    private static boolean mayStopLoading(@Nullable Deadlines deadlines) {
        if (deadlines == null || deadlines.decisionDueBy() == null || deadlines.loadingEta() == null) {
            return false;
        }
        return !deadlines.decisionDueBy().isAfter(deadlines.loadingEta());
    }

    private static String assessmentId(CaseEvent event, RuleSet ruleSet) {
        Position position = event.position();
        String offset = Long.toString(position.offset());
        if (position.input() == Position.Input.DUE) {
            // It stands at the consignment's sequence, which begins anew once the ledger has forgotten it.
            offset += "@" + position.orderTime();
        }
        return StableId.of(
                event.ledgerKey(),
                position.topic(),
                Integer.toString(position.partition()),
                // What had waited for an input stands at that input's place, too.
                position.step() == 0 ? offset : offset + '+' + position.step(),
                ruleSet.hash());
    }
}
