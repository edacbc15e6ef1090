// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.scoring.reading.OutcomeRates;

/**
 * Threats that are about the same outcomes, and not about all: for them, rules that read rates of offences are judged
 * again on rates that count these outcomes alone.
 */
final class OfOutcomes {
    private final boolean[] counted;
    /** By rule, its threats among these; 0 for rules that read no such rate. */
    private final long[] threatsOfRule;
    /** The rules that are judged again. */
    private final int[] rules;

    private final RuleIndex index;

    private OfOutcomes(boolean[] counted, long[] threatsOfRule, List<Rule> all) {
        this.counted = counted;
        this.threatsOfRule = threatsOfRule;
        this.rules = java.util.stream.IntStream.range(0, threatsOfRule.length)
                .filter(rule -> threatsOfRule[rule] != 0)
                .toArray();
        this.index = RuleIndex.of(
                Arrays.stream(rules).mapToObj(rule -> all.get(rule).guard()).toList());
    }

    /**
     * One for each set of outcomes that some rule's rates are counted over.
     *
     * @param threatMasks by rule
     */
    static List<OfOutcomes> of(List<Threat> threats, List<Rule> rules, long[] threatMasks) {
        Map<List<Boolean>, Long> masks = new LinkedHashMap<>();
        for (int t = 0; t < threats.size(); t++) {
            boolean[] counted = OutcomeRates.counted(threats.get(t).finds());
            List<Boolean> key = new ArrayList<>();
            for (boolean each : counted) {
                key.add(each);
            }
            if (!threats.get(t).overall() && key.contains(false)) {
                masks.merge(key, 1L << t, (one, other) -> one | other);
            }
        }
        List<OfOutcomes> all = new ArrayList<>();
        masks.forEach((key, mask) -> {
            boolean[] counted = new boolean[key.size()];
            for (int i = 0; i < counted.length; i++) {
                counted[i] = key.get(i);
            }
            long[] threatsOfRule = new long[rules.size()];
            boolean any = false;
            for (int r = 0; r < threatsOfRule.length; r++) {
                threatsOfRule[r] = rules.get(r).readsOutcomeRates() ? threatMasks[r] & mask : 0;
                any |= threatsOfRule[r] != 0;
            }
            if (any) {
                all.add(new OfOutcomes(counted, threatsOfRule, rules));
            }
        });
        return List.copyOf(all);
    }

    /** Which outcomes count; not to be changed. */
    boolean[] counted() {
        return counted;
    }

    /** A rule's threats among these. */
    long threatsOf(int rule) {
        return threatsOfRule[rule];
    }

    /**
     * By rule, what it adds for these threats; 0 where nothing.
     *
     * @param facts with rates that count these outcomes alone
     * @param fires the places of rules that add something are set
     */
    long[] units(Facts facts, Rule[] all, long[] fires) {
        long[] units = new long[all.length];
        long[] mayFire = index.mayHold(facts);
        for (int i = 0; i < rules.length; i++) {
            int r = rules[i];
            if ((mayFire[i >> 6] & 1L << i) != 0) {
                units[r] = all[r].units(facts);
                fires[r >> 6] |= units[r] == 0 ? 0 : 1L << r;
            }
        }
        return units;
    }
}
