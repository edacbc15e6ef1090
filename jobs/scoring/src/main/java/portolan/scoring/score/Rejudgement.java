// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.SuppressedRules;
import portolan.scoring.rules.Verdict;

/**
 * What a rule set makes of the readings and fields of an assessment that was made before, held against what it came to
 * then. Who was known good is taken from the assessment.
 *
 * @param verdicts one a threat, in the rule set's order
 * @param differences in words, one for each bit, lane or contribution that is another; empty where all agree
 */
public record Rejudgement(List<Verdict> verdicts, List<String> differences) {
    public Rejudgement {
        verdicts = List.copyOf(verdicts);
        differences = List.copyOf(differences);
    }

    public static Rejudgement of(RuleSet ruleSet, Assessment then) {
        DayOfWeek day = then.assessedAt().atOffset(ZoneOffset.UTC).getDayOfWeek();
        Fired fired = ruleSet.fire(facts(ruleSet, then));
        List<Verdict> now = ruleSet.judge(fired, day, suppressed(ruleSet, then));
        List<String> differences = new ArrayList<>();
        Map<String, Verdict> byThreat = new LinkedHashMap<>();
        now.forEach(verdict -> byThreat.put(verdict.threat().name(), verdict));
        for (ThreatScore threat : then.threats()) {
            Verdict verdict = byThreat.remove(threat.threat());
            if (verdict == null) {
                differences.add(threat.threat() + ": the rule set knows no such threat");
            } else {
                compare(threat, verdict, differences);
            }
        }
        byThreat.keySet().forEach(threat -> differences.add(threat + ": was not assessed then"));
        Lane strictest = Lane.GREEN;
        for (Verdict verdict : now) {
            strictest = Lane.strictest(strictest, verdict.lane());
        }
        Selection selection = Selection.of(ruleSet, then.key(), strictest);
        if (!selection.equals(new Selection(then.lane(), then.selectedBy()))) {
            differences.add("lane of the whole was " + then.lane() + " by " + then.selectedBy() + ", is "
                    + selection.lane() + " by " + selection.by());
        }
        return new Rejudgement(now, differences);
    }

    private static SuppressedRules suppressed(RuleSet ruleSet, Assessment then) {
        Set<String> given = new HashSet<>();
        then.threats().forEach(threat -> threat.contributions().forEach(each -> given.add(each.rule())));
        return new SuppressedRules(ruleSet.rules().stream()
                .map(rule -> given.contains(SuppressedRules.name(rule.id())) ? new SuppressedRules.Known("", "") : null)
                .toArray(SuppressedRules.Known[]::new));
    }

    public boolean agrees() {
        return differences.isEmpty();
    }

    /**
     * What was judged then: readings and fields, and nothing that was learned since.
     *
     * @param ruleSet by whose declarations memories spoke; null where nobody has it
     */
    public static Facts facts(@Nullable RuleSet ruleSet, Assessment then) {
        Map<Indicator, Double> values = new TreeMap<>();
        for (Reading reading : then.readings().all()) {
            values.put(reading.indicator(), reading.value());
        }
        Bank memories = ruleSet == null ? null : ruleSet.memories();
        return Facts.stated(
                values, then.fields().stated(), memories == null ? null : BankAnswer.of(memories, then.said()));
    }

    private static void compare(ThreatScore then, Verdict now, List<String> differences) {
        double score = Bits.ofUnits(now.score());
        if (Double.doubleToRawLongBits(score) != Double.doubleToRawLongBits(then.score())) {
            differences.add(then.threat() + ": score was " + then.score() + ", is " + score);
        }
        if (then.lane() != now.lane()) {
            differences.add(then.threat() + ": lane was " + then.lane() + ", is " + now.lane());
        }
        Map<String, Double> before = new LinkedHashMap<>();
        then.contributions().forEach(given -> before.put(given.rule(), given.bits()));
        for (Verdict.Share share : now.shares()) {
            double bits = Bits.ofUnits(share.units());
            Double was = before.remove(share.name());
            if (was == null || Double.doubleToRawLongBits(was) != Double.doubleToRawLongBits(bits)) {
                differences.add(then.threat() + ": " + share.name() + " was " + shown(was) + ", is " + bits);
            }
        }
        before.forEach((rule, bits) -> differences.add(then.threat() + ": " + rule + " was " + bits + ", is none"));
    }

    private static String shown(@Nullable Double bits) {
        return bits == null ? "none" : bits.toString();
    }
}
