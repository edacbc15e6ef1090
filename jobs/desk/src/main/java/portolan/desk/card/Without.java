// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.ThreatAssessed;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Second;
import portolan.scoring.rules.SuppressedRules;
import portolan.scoring.rules.Threat;
import portolan.scoring.score.Moved;

/**
 * In which lane a consignment were without one of its reasons: without the rule's own bits, what moved it and what was
 * taken from it. A group's cap gives way as far as the group then stays below it, and calibration keeps its slope.
 */
final class Without {
    private static final double UNITS = 1024;

    private final Threat threat;
    private final ThreatAssessed assessed;
    private final @Nullable String office;
    private final DayOfWeek day;
    private final RuleSet ruleSet;
    /** By rule, its place. */
    private final Map<String, Integer> places = new HashMap<>();

    private final Map<String, Double> bits = new HashMap<>();

    private Without(RuleSet ruleSet, Threat threat, ConsignmentAssessed assessment, ThreatAssessed assessed) {
        this.threat = threat;
        this.assessed = assessed;
        this.office = assessment.getOffice();
        this.day = assessment.getOrderTime().atOffset(ZoneOffset.UTC).getDayOfWeek();
        this.ruleSet = ruleSet;
        for (int r = 0; r < ruleSet.rules().size(); r++) {
            places.put(ruleSet.rules().get(r).id(), r);
        }
        assessed.getContributions().forEach(one -> bits.merge(one.getRule(), one.getBits(), Double::sum));
    }

    /** Null where no rule set says where lanes begin. */
    static @Nullable Without of(@Nullable RuleSet ruleSet, ConsignmentAssessed assessment, ThreatAssessed assessed) {
        if (ruleSet == null) {
            return null;
        }
        return ruleSet.threats().stream()
                .filter(one -> one.name().equals(assessed.getThreat()))
                .findFirst()
                .map(threat -> new Without(ruleSet, threat, assessment, assessed))
                .orElse(null);
    }

    /** The lane without a rule; null where it stays, or the name is of no rule. */
    @Nullable
    Lane lane(String rule) {
        if (rule.equals(RuleSet.PRIOR) || rule.equals(Moved.CALIBRATION) || rule.contains(":")) {
            return null;
        }
        double prior = bits(RuleSet.PRIOR) + bits(Moved.learned(RuleSet.PRIOR));
        double calibrated = bits(Moved.CALIBRATION);
        double heard = bits(Second.OPINION);
        double evidence = assessed.getScore() - prior - calibrated - heard;
        double left = evidence - whole(rule) + freed(rule);
        double slope = evidence == 0 ? 1 : (evidence + calibrated) / evidence;
        double score = prior + left * slope;
        if (heard > 0 && !rule.equals(Second.OPINION)) {
            // It had weighed the rule in its own way, and counts where it still says more.
            score = Math.max(score, assessed.getScore() - times(rule) * (whole(rule) - freed(rule)));
        }
        if (rule.equals(Second.OPINION)) {
            score = assessed.getScore() - heard;
        }
        Lane lane = threat.lane(Math.round(score * UNITS), office, day);
        return lane.name().equals(assessed.getLane().name()) ? null : lane;
    }

    private double times(String rule) {
        Second second = ruleSet.second();
        return second == null ? 1 : second.times().getOrDefault(rule, 1.0);
    }

    private double bits(String name) {
        return bits.getOrDefault(name, 0.0);
    }

    private double whole(String rule) {
        return bits(rule) + bits(Moved.learned(rule)) + bits(Moved.bound(rule)) + bits(SuppressedRules.name(rule));
    }

    /** What the cap of its group no longer takes. */
    private double freed(String rule) {
        String cap = capOf(rule);
        double taken = cap == null ? 0 : bits(cap);
        if (cap == null || taken >= 0) {
            return 0;
        }
        double rest = 0;
        double largest = 0;
        for (RuleContribution one : assessed.getContributions()) {
            if (cap.equals(capOf(one.getRule())) && !one.getRule().equals(rule)) {
                rest += capped(one.getRule());
                largest = Math.max(largest, whole(one.getRule()));
            }
        }
        double most = ruleSet.countsOnce(places.getOrDefault(rule, -1)) ? largest : rest + capped(rule) + taken;
        return Math.min(0, most - rest) - taken;
    }

    private @Nullable String capOf(String rule) {
        int place = places.getOrDefault(rule, -1);
        return place < 0 ? null : ruleSet.capOf(place);
    }

    private double capped(String rule) {
        long units = Math.round(whole(rule) * UNITS);
        return ruleSet.rules().get(places.getOrDefault(rule, -1)).capped(units) / UNITS;
    }
}
