// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Audited;
import portolan.pipeline.PublishedRules;
import portolan.pipeline.PublishedRules.Role;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/**
 * The rule sets of one task: those that judge now, and those that will. There is always a champion.
 *
 * <p>Each is compiled before it comes in here, so that a case sees one rule set or the other, never half of one.
 */
final class RuleSets {
    private final NavigableMap<PublishedRules, @Nullable Judge> byTime = new TreeMap<>();

    /** Who judges from which time on, ascending; made anew with every change. */
    private List<InForce> times = List.of();

    RuleSets(PublishedRules baseline, RuleSet compiled) {
        add(baseline, compiled);
    }

    /** @param compiled its text; null of one that is retired */
    void add(PublishedRules published, @Nullable RuleSet compiled) {
        byTime.put(published, compiled == null ? null : Judge.of(compiled, published.isSigned()));
        reckon();
    }

    private void reckon() {
        List<InForce> reckoned = new ArrayList<>();
        Judge champion = null;
        Map<String, Judge> shadows = new LinkedHashMap<>();
        for (Map.Entry<PublishedRules, @Nullable Judge> entry : byTime.entrySet()) {
            PublishedRules published = entry.getKey();
            Judge judge = entry.getValue();
            shadows.remove(published.versionName());
            if (judge != null && published.role() == Role.CHAMPION) {
                champion = judge;
            } else if (judge != null && published.role() == Role.SHADOW) {
                shadows.put(published.versionName(), judge);
            }
            if (champion != null) {
                reckoned.add(new InForce(published.orderTime(), champion, List.copyOf(shadows.values())));
            }
        }
        times = List.copyOf(reckoned);
    }

    /**
     * Who judges at this time; what was put to use in the same millisecond does, as knowledge comes before its use. A
     * case older than all that is remembered gets the oldest.
     */
    InForce at(long orderTime) {
        for (int i = times.size() - 1; i > 0; i--) {
            if (times.get(i).from() <= orderTime) {
                return times.get(i);
            }
        }
        return times.get(0);
    }

    /** Forgets and returns what no longer matters at this time, nor later. */
    List<PublishedRules> takeReplaced(long orderTime) {
        PublishedRules champion = null;
        Map<String, PublishedRules> shadows = new LinkedHashMap<>();
        List<PublishedRules> replaced = new ArrayList<>();
        for (PublishedRules published : byTime.keySet()) {
            if (published.orderTime() > orderTime) {
                break;
            }
            PublishedRules before = shadows.remove(published.versionName());
            if (before != null) {
                replaced.add(before);
            }
            switch (published.role()) {
                case CHAMPION -> {
                    if (champion != null) {
                        replaced.add(champion);
                    }
                    champion = published;
                }
                case SHADOW -> shadows.put(published.versionName(), published);
                case RETIRED -> replaced.add(published);
            }
        }
        if (champion == null || replaced.isEmpty()) {
            return List.of();
        }
        replaced.forEach(byTime::remove);
        reckon();
        return replaced;
    }

    /** Compiles a text that is put to use, and refuses one that is not what its publisher says. */
    static Compiled compile(PublishedRules rules) {
        Compiled compiled = RuleSetCompiler.compile(rules.text());
        if (!(compiled instanceof Compiled.Accepted accepted) || !rules.isSigned()) {
            return compiled;
        }
        RuleSet said = accepted.ruleSet();
        List<RuleIssue> issues = new ArrayList<>();
        differs("name", said.name(), rules.name(), rules, issues);
        differs("version", said.version(), rules.version(), rules, issues);
        differs("hash", said.hash(), rules.hash(), rules, issues);
        return issues.isEmpty() ? compiled : new Compiled.Refused(issues);
    }

    private static void differs(
            String what, Object said, Object published, PublishedRules rules, List<RuleIssue> issues) {
        if (!said.equals(published)) {
            String message = "published with another " + what + ": text=" + said + ", published=" + published;
            issues.add(RuleIssue.at(rules.source() + ", " + rules.name() + " v" + rules.version(), message));
        }
    }

    /** What is said of a text that a task refuses. */
    static Audited refused(PublishedRules rules, Compiled.Refused compiled) {
        return Audited.step(
                rules.role() == Role.SHADOW ? RuleStep.Kind.SHADOW : RuleStep.Kind.ACTIVATE,
                false,
                rules.name(),
                rules.version(),
                rules.hash(),
                "",
                "",
                rules.orderTime(),
                rules.source(),
                rules.orderTime(),
                compiled.issues());
    }
}
