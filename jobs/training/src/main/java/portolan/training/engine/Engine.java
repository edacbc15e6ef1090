// SPDX-License-Identifier: Apache-2.0
package portolan.training.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.ThreatScore;
import portolan.training.world.Dealt;

/** The engine of the product over a dealt world, with the rule set that is in force until another is published. */
public final class Engine implements EngineOf {
    private static final String FILE = "training";

    private final Records records;
    private final RuleSet ruleSet;

    public Engine(Records records) {
        this(records, BaselineRuleSet.compiled());
    }

    /** @param ruleSet by which it judges: that of session 9 is the trainee's */
    public Engine(Records records, RuleSet ruleSet) {
        this.records = records;
        this.ruleSet = ruleSet;
    }

    @Override
    public Map<String, Scored> score(Dealt dealt) {
        SequentialEngine engine = new SequentialEngine(ruleSet, FILE, Reference.bundled());
        Set<String> window = new HashSet<>();
        dealt.window().forEach(bill -> window.add(bill.key()));
        Map<String, Scored> scored = new HashMap<>();
        long line = 0;
        for (Dealt.Event event : dealt.timeline()) {
            line++;
            for (Replayed replayed : take(engine, event, line)) {
                hear(replayed, window, scored);
            }
        }
        return scored;
    }

    private List<Replayed> take(SequentialEngine engine, Dealt.Event event, long line) {
        return event instanceof Dealt.Filed filed
                ? engine.take(
                        records.filing(filed.filing(), new Position(event.at(), Position.Input.FILING, FILE, 0, line)))
                : engine.take(records.outcome(
                        ((Dealt.Reported) event).outcome(),
                        new Position(event.at(), Position.Input.OUTCOME, FILE, 0, line)));
    }

    private void hear(Replayed replayed, Set<String> window, Map<String, Scored> scored) {
        if (!replayed.failures().isEmpty()) {
            throw new IllegalStateException(
                    "the engine fails on an invented world", replayed.failures().get(0));
        }
        Assessment assessment = replayed.assessment();
        if (assessment != null && window.contains(assessment.key().value())) {
            scored.put(
                    assessment.key().value(),
                    new Scored(records.assessed(assessment), probability(assessment), indicators(assessment)));
        }
    }

    /** Of the overall threat, the baseline's first: it counts all that the others count. */
    private static double probability(Assessment assessment) {
        return assessment.threats().stream()
                .mapToDouble(ThreatScore::probability)
                .max()
                .orElse(0);
    }

    /** Those with a reading that a rule which speaks for an offence reads. */
    private Set<String> indicators(Assessment assessment) {
        Set<Indicator> read = new HashSet<>();
        assessment.readings().all().stream().map(Reading::indicator).forEach(read::add);
        Set<String> firing = new HashSet<>();
        for (ThreatScore threat : assessment.threats()) {
            for (Contribution contribution : threat.contributions()) {
                if (contribution.bits() > 0) {
                    firing.add(contribution.rule());
                }
            }
        }
        Set<String> names = new TreeSet<>();
        for (Rule rule : ruleSet.rules()) {
            if (firing.contains(rule.id())) {
                rule.readings().stream()
                        .filter(read::contains)
                        .map(Indicator::ruleName)
                        .forEach(names::add);
            }
        }
        return names;
    }
}
