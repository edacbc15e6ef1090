// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import portolan.scoring.bank.Bank;

/** What the second opinion makes of one consignment, rule by rule. */
final class Heard {
    private static final int MOST_NAMED = 3;
    private static final int MOST_SHOWN = 5;

    private final RuleSet ruleSet;
    private final Fired fired;
    private final int[] rules;
    private final long[] units;
    private final long[] written;
    private int count;

    /** One thing that it says more of than what is written. */
    private record Part(String group, String words, String evidence, long units) {}

    Heard(RuleSet ruleSet, Fired fired) {
        this.ruleSet = ruleSet;
        this.fired = fired;
        this.rules = new int[fired.count()];
        this.units = new long[rules.length];
        this.written = new long[rules.length];
    }

    /**
     * Takes what counts of the next rule.
     *
     * @param counted units, where it is suppressed without them
     */
    void add(int rule, long counted) {
        boolean isOwn = ruleSet.isOfSecond(rule);
        rules[count] = rule;
        written[count] = isOwn ? 0 : counted;
        units[count++] = isOwn ? counted : Second.times(ruleSet.times(rule), counted);
    }

    /** Units of evidence, capped as what is written is. */
    long evidence() {
        return ruleSet.capped(rules, units, count);
    }

    /** What it counts for more, in an officer's words: the families that say most, the strongest first. */
    String why() {
        Map<String, Part> families = new LinkedHashMap<>();
        for (Part part : parts()) {
            families.merge(
                    part.group, part, (most, more) -> new Part(most.group, most.words, "", most.units + more.units));
        }
        return families.values().stream()
                .sorted(Comparator.comparingLong(Part::units).reversed())
                .limit(MOST_NAMED)
                .map(Part::words)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The largest of it, with the numbers that a person would check. */
    String shown() {
        return parts().stream()
                .limit(MOST_SHOWN)
                .map(part -> '+' + Bits.show(part.units) + ' ' + part.evidence)
                .collect(Collectors.joining("; "));
    }

    /** The largest first. */
    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (units[i] > written[i]) {
                parts.add(part(ruleSet.rules().get(rules[i]), rules[i], units[i] - written[i]));
            }
        }
        parts.sort(Comparator.comparingLong(Part::units).reversed());
        return parts;
    }

    private Part part(Rule rule, int place, long more) {
        if (!ruleSet.isOfSecond(place)) {
            return new Part(rule.id(), rule.why(), rule.id() + " x" + Bits.show(ruleSet.times(place)), more);
        }
        Bank bank = ruleSet.memories();
        String words = rule.memories().isEmpty() || bank == null
                ? rule.why()
                : bank.readings().get(rule.memories().iterator().next()).inShort();
        List<String> said = new ArrayList<>();
        rule.memories().forEach(memory -> said.add(fired.facts().memoryInWords(memory)));
        said.removeIf(String::isEmpty);
        String evidence = said.isEmpty() ? words : String.join(", ", said);
        return new Part(
                Objects.requireNonNullElse(rule.group(), rule.id()),
                words,
                evidence + " (" + rule.binInWords(fired.facts()) + ')',
                more);
    }
}
