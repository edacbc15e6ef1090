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
    private record Part(String words, String evidence, long units) {
        String shown() {
            return signed(units) + ' ' + evidence;
        }
    }

    /** Things that count together, by what is left of them under their cap. */
    private record Family(long units, List<Part> parts) {
        String words() {
            return parts.get(0).words;
        }

        /** One part that counts whole is shown alone. */
        String shown() {
            return parts.size() == 1 && parts.get(0).units == units
                    ? parts.get(0).shown()
                    : signed(units) + ' ' + words() + ": "
                            + parts.stream().limit(MOST_NAMED).map(Part::shown).collect(Collectors.joining(", "));
        }
    }

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

    /** What it counts for more, in an officer's words: the families that say most with their bits, the strongest first. */
    String why() {
        Map<String, Long> said = new LinkedHashMap<>();
        families().stream().limit(MOST_NAMED).forEach(family -> said.merge(family.words(), family.units, Long::sum));
        return said.entrySet().stream()
                .map(each -> each.getKey() + ' ' + signed(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /**
     * All of it, in families whose sums and toll are what it adds; of the largest the numbers that a person would check.
     *
     * @param more units that it adds
     * @param toll units that are taken from what it says more
     */
    String shown(long more, long toll) {
        List<String> shown = new ArrayList<>();
        long rest = more + toll;
        for (Family family : families().stream().limit(MOST_SHOWN).toList()) {
            rest -= family.units;
            shown.add(family.shown());
        }
        if (rest != 0) {
            shown.add(signed(rest) + " the rest");
        }
        if (toll > 0) {
            shown.add(signed(-toll) + " toll");
        }
        return String.join("; ", shown);
    }

    private static String signed(long units) {
        return (units > 0 ? "+" : "") + Bits.show(units);
    }

    /** Those that say more, the largest first: what shares a cap is one, and so is a rule that shares none. */
    private List<Family> families() {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = Objects.requireNonNullElse(
                    ruleSet.capOf(rules[i]), ruleSet.rules().get(rules[i]).id());
            members.computeIfAbsent(name, unseen -> new ArrayList<>()).add(i);
        }
        List<Family> families = new ArrayList<>();
        for (List<Integer> each : members.values()) {
            long more = capped(each, units) - capped(each, written);
            if (more > 0) {
                families.add(new Family(more, parts(each)));
            }
        }
        families.sort(Comparator.comparingLong(Family::units).reversed());
        return families;
    }

    private long capped(List<Integer> members, long[] of) {
        return ruleSet.capped(
                members.stream().mapToInt(i -> rules[i]).toArray(),
                members.stream().mapToLong(i -> of[i]).toArray(),
                members.size());
    }

    /** The largest first. */
    private List<Part> parts(List<Integer> members) {
        List<Part> parts = new ArrayList<>();
        for (int i : members) {
            if (units[i] > written[i]) {
                parts.add(part(ruleSet.rules().get(rules[i]), rules[i], units[i] - written[i]));
            }
        }
        parts.sort(Comparator.comparingLong(Part::units).reversed());
        return parts;
    }

    private Part part(Rule rule, int place, long more) {
        if (!ruleSet.isOfSecond(place)) {
            return new Part(rule.why(), rule.id() + " x" + Bits.show(ruleSet.times(place)), more);
        }
        Bank bank = ruleSet.memories();
        String words = rule.memories().isEmpty() || bank == null
                ? rule.why()
                : bank.readings().get(rule.memories().iterator().next()).inShort();
        List<String> said = new ArrayList<>();
        rule.memories().forEach(memory -> said.add(fired.facts().memoryInWords(memory)));
        said.removeIf(String::isEmpty);
        String evidence = said.isEmpty() ? words : String.join(", ", said);
        return new Part(words, evidence + " (" + rule.binInWords(fired.facts()) + ')', more);
    }
}
