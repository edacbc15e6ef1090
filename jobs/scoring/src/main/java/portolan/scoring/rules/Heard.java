// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** What it says more, of one rule or of those that share a cap: of these what is left under it. */
    private record Part(String words, String evidence, long units) {}

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
        families().stream().limit(MOST_NAMED).forEach(family -> said.merge(family.words, family.units, Long::sum));
        List<String> words = new ArrayList<>();
        said.forEach((family, more) -> words.add(family + ' ' + signed(more)));
        return String.join(", ", words);
    }

    /**
     * All of it, in families whose sums and toll are what it adds; of the largest the numbers that a person would check.
     *
     * @param more units that it adds
     * @param toll units that are taken from what it says more
     */
    String shown(long more, long toll) {
        List<Part> shown = new ArrayList<>(families().stream().limit(MOST_SHOWN).toList());
        long rest = more + toll - shown.stream().mapToLong(Part::units).sum();
        shown.add(new Part("", "the rest", rest));
        shown.add(new Part("", "toll", -toll));
        shown.removeIf(part -> part.units == 0);
        return shown(shown, "; ");
    }

    private static String shown(List<Part> parts, String between) {
        return parts.stream()
                .map(part -> signed(part.units) + ' ' + part.evidence)
                .collect(Collectors.joining(between));
    }

    private static String signed(long units) {
        return (units > 0 ? "+" : "") + Bits.show(units);
    }

    /** Those that say more, the largest first: what shares a cap is one, and so is a rule that shares none. */
    private List<Part> families() {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = Objects.requireNonNullElse(
                    ruleSet.capOf(rules[i]), ruleSet.rules().get(rules[i]).id());
            members.computeIfAbsent(name, unseen -> new ArrayList<>()).add(i);
        }
        return largest(members.values().stream().map(this::family));
    }

    private static List<Part> largest(Stream<Part> parts) {
        return parts.filter(part -> part.units > 0)
                .sorted(Comparator.comparingLong(Part::units).reversed())
                .toList();
    }

    private Part family(List<Integer> members) {
        long more = capped(members, units) - capped(members, written);
        List<Part> parts = largest(members.stream().map(this::part));
        // One part that counts whole is shown alone.
        if (parts.size() <= 1 && parts.stream().allMatch(part -> part.units == more)) {
            return parts.isEmpty() ? new Part("", "", more) : parts.get(0);
        }
        String words = parts.get(0).words;
        return new Part(
                words, words + ": " + shown(parts.stream().limit(MOST_NAMED).toList(), ", "), more);
    }

    private long capped(List<Integer> members, long[] of) {
        return ruleSet.capped(
                members.stream().mapToInt(i -> rules[i]).toArray(),
                members.stream().mapToLong(i -> of[i]).toArray(),
                members.size());
    }

    private Part part(int i) {
        int place = rules[i];
        Rule rule = ruleSet.rules().get(place);
        long more = units[i] - written[i];
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
