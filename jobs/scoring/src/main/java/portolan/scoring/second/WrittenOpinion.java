// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleKnobs;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.Second;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.ToldShares;

/**
 * A fit as the next version of a rule set: curves over declared memories are added for the overall threat, and what is
 * written there weighs more or less. That stands in place, where all of it counts; or in {@code second} beside what is
 * written, for a share of what is red. All else of the text stays as its author wrote it. What a fit before wrote is taken
 * out, and so is {@code learning}: who signs this text signs all that moves bits.
 *
 * @param name of the fit, in words that officers read
 * @param bank whose readings the curves are of
 * @param multipliers by rule; one that is not named stays as it is
 * @param shift of the overall threat's prior, in units
 * @param beside what is written, for how much of red it counts; null where all of it counts in place
 * @param told what its scores mean; null where nobody knows, so that they only rank
 */
public record WrittenOpinion(
        String name,
        Bank bank,
        Map<String, Double> multipliers,
        Curves curves,
        long shift,
        @Nullable Beside beside,
        @Nullable ToldShares told) {
    /** What its rules and groups are called begins with this. */
    public static final String PREFIX = Second.PREFIX;

    /** The same of a prior, which a fit weighs as it weighs what is written. */
    public static final String PRIOR = "prior-";

    /**
     * It counts beside what is written, for a share of what is red.
     *
     * @param toll units by which the fit must say more than what is written
     * @param evidence for it, in a few words
     */
    public record Beside(double share, long toll, String evidence) {}

    /** All of it counts. */
    public WrittenOpinion(String name, Bank bank, Map<String, Double> multipliers, Curves curves, long shift) {
        this(name, bank, multipliers, curves, shift, null, null);
    }

    public WrittenOpinion {
        multipliers = Collections.unmodifiableMap(new TreeMap<>(multipliers));
        multipliers.forEach((rule, by) -> {
            if (!(by >= 0 && Double.isFinite(by))) {
                throw new IllegalArgumentException("a multiplier is 0 or more: rule=" + rule + ", multiplier=" + by);
            }
        });
    }

    /** The same, of which this is told. */
    public WrittenOpinion telling(@Nullable ToldShares shares) {
        return new WrittenOpinion(name, bank, multipliers, curves, shift, beside, shares);
    }

    /** Writes it as the next version. */
    public RuleSet after(RuleSet ruleSet) {
        return after(ruleSet, ruleSet.version() + 1);
    }

    /**
     * Writes it.
     *
     * @param ruleSet whose text is changed
     * @param version of the text that is written
     * @throws IllegalArgumentException if it cannot be written there, with what to do
     */
    public RuleSet after(RuleSet ruleSet, int version) {
        return after(ruleSet, version, PREFIX);
    }

    /**
     * Writes it as a prior, instead of the one there.
     *
     * @param ruleSet whose text is changed
     * @throws IllegalArgumentException if it cannot be written there, with what to do
     */
    public RuleSet priorOf(RuleSet ruleSet) {
        return after(ruleSet, ruleSet.version() + 1, PRIOR);
    }

    private RuleSet after(RuleSet ruleSet, int version, String prefix) {
        Threat overall = ruleSet.overall();
        if (overall == null) {
            throw new IllegalArgumentException(
                    "curves are for any offence at all: mark one threat with 'overall: true'; rule set=" + ruleSet);
        }
        if (RuleKnobs.of(ruleSet).isEmpty()) {
            throw new IllegalArgumentException(
                    "an alias stands for what is written elsewhere: write it out; rule set=" + ruleSet);
        }
        Set<String> unknown = new LinkedHashSet<>(multipliers.keySet());
        ruleSet.rules().forEach(rule -> unknown.remove(rule.id()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no such rules: " + unknown + "; rule set=" + ruleSet);
        }
        Compiled compiled = RuleSetCompiler.compile(new OpinionText(this, prefix, ruleSet, overall).text(version));
        if (compiled instanceof Compiled.Refused refused) {
            throw new IllegalArgumentException(
                    "this fit makes no rule set: " + refused.issues().get(0));
        }
        RuleSet written = ((Compiled.Accepted) compiled).ruleSet();
        // What its weights are is known once it is written.
        return told == null || told.isOf(written)
                ? written
                : telling(told.by(written)).after(ruleSet, version, prefix);
    }

    /** 1 for what a fit before wrote, and for what it does not name. */
    double multiplier(String rule) {
        return rule.startsWith(PREFIX) ? 1 : multipliers.getOrDefault(rule, 1.0);
    }

    /** By its knob, what each number becomes. */
    Map<String, Double> turned(RuleSet ruleSet) {
        Map<String, Double> turned = new LinkedHashMap<>();
        for (RuleKnobs.Knob knob : RuleKnobs.of(ruleSet)) {
            String[] path = knob.path().split("/", -1);
            if (path[0].equals("rule") && multiplier(path[1]) != 1) {
                double product = knob.value() * multiplier(path[1]);
                double most = knob.isFactor() ? Double.MAX_VALUE : Bits.WIDEST;
                turned.put(knob.path(), StrictMath.max(-most, StrictMath.min(most, product)));
            }
        }
        return turned;
    }
}
