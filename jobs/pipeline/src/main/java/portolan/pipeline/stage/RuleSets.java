package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import portolan.pipeline.Audited;
import portolan.pipeline.PublishedRules;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/**
 * The rule sets of one task: the one in force now, and those in force later. There is always one.
 *
 * <p>Each is compiled before it comes in here, so that a case sees one rule set or the other, never half of one.
 */
final class RuleSets {
    private final NavigableMap<PublishedRules, RuleSet> byTime = new TreeMap<>();

    RuleSets(PublishedRules baseline, RuleSet compiled) {
        byTime.put(baseline, compiled);
    }

    void add(PublishedRules published, RuleSet compiled) {
        byTime.put(published, compiled);
    }

    /**
     * The rule set in force at this time; one published in the same millisecond is, as knowledge comes before its use.
     * A case older than all that is remembered gets the oldest.
     */
    RuleSet at(long orderTime) {
        RuleSet inForce = byTime.firstEntry().getValue();
        for (Map.Entry<PublishedRules, RuleSet> entry : byTime.entrySet()) {
            if (entry.getKey().orderTime() > orderTime) {
                break;
            }
            inForce = entry.getValue();
        }
        return inForce;
    }

    /** Forgets and returns the texts that a newer one has replaced at this time. */
    List<PublishedRules> takeReplaced(long orderTime) {
        List<PublishedRules> replaced = new ArrayList<>();
        while (byTime.size() > 1 && byTime.higherKey(byTime.firstKey()).orderTime() <= orderTime) {
            replaced.add(byTime.pollFirstEntry().getKey());
        }
        return replaced;
    }

    /** Compiles a published text, and refuses one that is not what its publisher says. */
    static Compiled compile(PublishedRules rules) {
        Compiled compiled = RuleSetCompiler.compile(rules.text());
        if (!(compiled instanceof Compiled.Accepted accepted) || rules.hash().isEmpty()) {
            return compiled;
        }
        RuleSet said = accepted.ruleSet();
        List<RuleIssue> issues = new ArrayList<>();
        differs("name", said.name(), rules.name(), issues);
        differs("version", said.version(), rules.version(), issues);
        differs("hash", said.hash(), rules.hash(), issues);
        return issues.isEmpty() ? compiled : new Compiled.Refused(issues);
    }

    private static void differs(String what, Object said, Object published, List<RuleIssue> issues) {
        if (!said.equals(published)) {
            String message = "published with another " + what + ": text=" + said + ", published=" + published;
            issues.add(new RuleIssue("ruleset.yaml", 1, 1, message, ""));
        }
    }

    static Audited audited(PublishedRules rules, Compiled compiled) {
        List<RuleIssue> issues = compiled instanceof Compiled.Refused refused ? refused.issues() : List.of();
        return new Audited(
                issues.isEmpty(),
                rules.name(),
                rules.version(),
                rules.hash(),
                rules.source(),
                rules.orderTime(),
                issues);
    }
}
