// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.EvidenceFacts;
import portolan.console.screen.Fact;
import portolan.console.screen.Odds;
import portolan.console.screen.ReasonGroup;
import portolan.console.screen.Sureness;
import portolan.desk.index.Past;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.ThreatAssessed;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;

/** Why an assessment came to its scores, in the reader's language: the threat in the strictest lane first, of several the highest. */
public final class Reasons {
    private final ConsignmentAssessed assessment;
    private final @Nullable RuleSet ruleSet;
    private final Words words;
    private final Set<String> known;
    private final EvidenceFacts facts = new EvidenceFacts();

    private Reasons(ConsignmentAssessed assessment, @Nullable RuleSet ruleSet, Words words, Set<String> known) {
        this.assessment = assessment;
        this.ruleSet = ruleSet;
        this.words = words;
        this.known = known;
        for (IndicatorReading reading : assessment.getReadings()) {
            facts.add(reading.getIndicator(), reading.getValue(), reading.getEvidence());
        }
        facts.complete();
    }

    /**
     * All threats of an assessment.
     *
     * @param ruleSet that judged it; null where its text is not at hand: then nothing is said of lanes without a reason
     * @param known roles of parties of whom earlier consignments are known: no evidence says that they are new
     */
    public static List<ThreatView> of(
            ConsignmentAssessed assessment, @Nullable RuleSet ruleSet, Words words, Set<String> known) {
        Reasons reasons = new Reasons(assessment, ruleSet, words, known);
        return assessment.getThreats().stream()
                .sorted(Comparator.comparing(ThreatAssessed::getLane)
                        .thenComparing(ThreatAssessed::getScore, Comparator.reverseOrder()))
                .map(reasons::threat)
                .toList();
    }

    private ThreatView threat(ThreatAssessed threat) {
        Without without = Without.of(ruleSet, assessment, threat);
        List<RuleContribution> given = new ArrayList<>(threat.getContributions());
        // The prior is first and stays so; then what weighs most, and what moved it or was taken of it beneath it.
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, Double> families = new LinkedHashMap<>();
        given.forEach(one -> {
            weights.merge(root(one.getRule()), Math.abs(one.getBits()), Math::max);
            families.merge(family(one.getRule()), one.getBits(), Double::sum);
        });
        given.subList(Math.min(1, given.size()), given.size())
                .sort(Comparator.comparingDouble((RuleContribution one) -> {
                            String family = family(one.getRule());
                            return family.isEmpty()
                                    ? weights.getOrDefault(root(one.getRule()), 0.0)
                                    : Math.abs(families.getOrDefault(family, 0.0));
                        })
                        .thenComparingDouble(one -> weights.getOrDefault(root(one.getRule()), 0.0))
                        .reversed());
        List<ShareGroup> groups = new ArrayList<>();
        for (ReasonGroup<RuleContribution> group :
                ReasonGroup.of(given, one -> facts.facts(one.getEvidence()), one -> family(one.getRule()))) {
            groups.add(new ShareGroup(
                    group.family().isEmpty()
                            ? null
                            : new Share(
                                    group.family(),
                                    group.sum(RuleContribution::getBits),
                                    words.texts().family(group.family()),
                                    ""),
                    group.reasons().stream().map(one -> share(one, without)).toList(),
                    group.facts().stream()
                            .filter(fact -> !isKnown(fact))
                            .map(words.texts()::evidence)
                            .toList()));
        }
        return new ThreatView(
                threat.getThreat(),
                threat.getLane().name(),
                threat.getScore(),
                Odds.inWords(Sureness.of(ruleSet, threat.getThreat(), threat.getScore()), words.texts()),
                groups);
    }

    private Share share(RuleContribution one, @Nullable Without without) {
        Lane lane = without == null ? null : without.lane(one.getRule());
        List<Fact> its = facts.facts(one.getEvidence());
        String why = words.texts().why(one.getRule(), one.getWhy());
        return new Share(
                one.getRule(),
                one.getBits(),
                !its.isEmpty() && its.stream().allMatch(this::isKnown) ? words.say("card.notNew") : why,
                lane == null ? "" : lane.name());
    }

    private boolean isKnown(Fact fact) {
        return known.contains(Past.newcomer(fact));
    }

    private String family(String contribution) {
        return ruleSet == null ? "" : Objects.requireNonNullElse(ruleSet.familyOf(contribution), "");
    }

    private static String root(String rule) {
        return rule.startsWith("cap:") ? rule : rule.substring(rule.indexOf(':') + 1);
    }
}
