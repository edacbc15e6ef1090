// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Scorer;
import portolan.scoring.second.WeightFit;

/**
 * A rule set's weights fitted to what was found, one {@link WeightFit} a threat. Kinds of offence are the threat's that
 * the caller gave them to, all others the first threat's; what is an offence of another threat counts as none.
 *
 * <p>Rules that never fired are not fitted and stay as written. Caps of groups are left out: they are no part of a sum.
 */
final class FittedRules {
    private final RuleSet ruleSet;
    private final List<OfThreat> threats;

    private FittedRules(RuleSet ruleSet, List<OfThreat> threats) {
        this.ruleSet = ruleSet;
        this.threats = threats;
    }

    /**
     * One threat's weights.
     *
     * @param counts which rules were fitted, by their place in the rule set
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record OfThreat(boolean[] counts, WeightFit.Weights weights) {}

    /**
     * What is suggested for a rule and a threat.
     *
     * @param fired consignments for which it fired
     * @param offences those among them that were offences of the threat
     * @param written its mean bits where it fired, as written
     * @param multiplier what to multiply them by
     */
    record Suggestion(Rule rule, int fired, int offences, double written, double multiplier) {
        double bits() {
            return written * multiplier;
        }
    }

    /** A threat without offences is given a probability of 0. */
    static FittedRules ofThreatsFound(RuleSet ruleSet, RuleFirings firings, ThreatKinds kinds, double penalty) {
        List<OfThreat> threats = new ArrayList<>();
        for (int threat = 0; threat < ruleSet.threats().size(); threat++) {
            String name = ruleSet.threats().get(threat).name();
            boolean[] offences = offences(firings, kinds, name);
            threats.add(
                    isOneKind(offences)
                            ? new OfThreat(
                                    new boolean[ruleSet.rules().size()],
                                    new WeightFit.Weights(new double[0], Double.NEGATIVE_INFINITY))
                            : ofThreat(ruleSet, firings, name, offences, penalty));
        }
        return new FittedRules(ruleSet, threats);
    }

    private static OfThreat ofThreat(
            RuleSet ruleSet, RuleFirings firings, String threat, boolean[] offences, double penalty) {
        boolean[] counts = counts(ruleSet, firings, threat);
        return new OfThreat(counts, WeightFit.of(firings.of(counts), offences, penalty));
    }

    private static boolean[] offences(RuleFirings firings, ThreatKinds kinds, String threat) {
        boolean[] offences = new boolean[firings.size()];
        for (int at = 0; at < offences.length; at++) {
            offences[at] = kinds.isOffence(firings.consignment(at).label(), threat);
        }
        return offences;
    }

    private static boolean isOneKind(boolean[] offences) {
        int found = count(offences);
        return found == 0 || found == offences.length;
    }

    private static int count(boolean[] offences) {
        int count = 0;
        for (boolean offence : offences) {
            count += offence ? 1 : 0;
        }
        return count;
    }

    private static boolean[] counts(RuleSet ruleSet, RuleFirings firings, String threat) {
        int rules = ruleSet.rules().size();
        boolean[] all = new boolean[rules];
        Arrays.fill(all, true);
        WeightFit.Rows rows = firings.of(all);
        Set<Integer> fired = new HashSet<>();
        for (int row = 0; row < rows.which().length; row++) {
            for (int at = 0; at < rows.which()[row].length; at++) {
                fired.add(rows.which()[row][at]);
            }
        }
        boolean[] counts = new boolean[rules];
        for (int rule = 0; rule < rules; rule++) {
            Rule of = ruleSet.rules().get(rule);
            counts[rule] = of.threats().contains(threat) && fired.contains(rule);
        }
        return counts;
    }

    /** The score of a consignment for which no rule fires. */
    double prior(int threat) {
        return threats.get(threat).weights.prior();
    }

    /** Prints what is suggested for one threat: its prior, and each rule as written and as fitted. */
    void suggest(RuleFirings firings, ThreatKinds kinds, int threat, PrintWriter out) {
        out.println(String.format(
                Locale.ROOT,
                "%s: prior %.2f as written, %.2f fitted",
                ruleSet.threats().get(threat).name(),
                Bits.ofUnits(ruleSet.threats().get(threat).prior()),
                prior(threat)));
        out.println(String.format(
                Locale.ROOT, "  %-40s%8s%10s%10s%8s%8s", "rule", "fires", "offences", "written", "fitted", "times"));
        for (Suggestion each : suggestions(firings, kinds, threat)) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %-40s%8d%10d%10.2f%8.2f%8.2f",
                    each.rule().id(),
                    each.fired(),
                    each.offences(),
                    each.written(),
                    each.bits(),
                    each.multiplier()));
        }
        List<Rule> unfitted = unfitted(threat);
        if (!unfitted.isEmpty()) {
            out.println("  not fitted, never fired here: "
                    + unfitted.stream().map(Rule::id).collect(Collectors.joining(", ")));
        }
        out.println();
    }

    /** What the overall threat's fit multiplies each rule by, or the first's; 0 for those that it had no say on. */
    Map<String, Double> multipliers() {
        int overall = ruleSet.overall() == null ? 0 : ruleSet.threats().indexOf(ruleSet.overall());
        OfThreat of = threats.get(overall);
        Map<String, Double> multipliers = new TreeMap<>();
        int place = 0;
        for (int rule = 0; rule < of.counts.length; rule++) {
            multipliers.put(
                    ruleSet.rules().get(rule).id(), of.counts[rule] ? of.weights.multipliers()[place++] : 0.0);
        }
        return multipliers;
    }

    /** One suggestion for each rule of the threat that was fitted, in the rule set's order. */
    List<Suggestion> suggestions(RuleFirings firings, ThreatKinds kinds, int threat) {
        OfThreat of = threats.get(threat);
        String name = ruleSet.threats().get(threat).name();
        WeightFit.Rows rows = firings.of(of.counts);
        int[] fired = new int[rows.rules()];
        int[] offences = new int[rows.rules()];
        double[] bits = new double[rows.rules()];
        for (int row = 0; row < rows.which().length; row++) {
            boolean offence = kinds.isOffence(firings.consignment(row).label(), name);
            for (int at = 0; at < rows.which()[row].length; at++) {
                fired[rows.which()[row][at]]++;
                offences[rows.which()[row][at]] += offence ? 1 : 0;
                bits[rows.which()[row][at]] += rows.many()[row][at];
            }
        }
        List<Suggestion> suggestions = new ArrayList<>();
        int place = 0;
        for (int rule = 0; rule < of.counts.length; rule++) {
            if (of.counts[rule]) {
                suggestions.add(new Suggestion(
                        ruleSet.rules().get(rule),
                        fired[place],
                        offences[place],
                        bits[place] / fired[place],
                        of.weights.multipliers()[place]));
                place++;
            }
        }
        return suggestions;
    }

    /** The rules of the threat that were not fitted. */
    List<Rule> unfitted(int threat) {
        String name = ruleSet.threats().get(threat).name();
        List<Rule> unfitted = new ArrayList<>();
        for (int rule = 0; rule < ruleSet.rules().size(); rule++) {
            Rule of = ruleSet.rules().get(rule);
            if (of.threats().contains(name) && !threats.get(threat).counts[rule]) {
                unfitted.add(of);
            }
        }
        return unfitted;
    }

    /** The probability of any offence, by the fitted weights: the overall threat's, else from all threats together. */
    double[] probabilities(RuleFirings firings) {
        double[] none = new double[firings.size()];
        Arrays.fill(none, 1);
        for (int threat = 0; threat < threats.size(); threat++) {
            if (asks(ruleSet, threat)) {
                OfThreat of = threats.get(threat);
                WeightFit.Rows rows = firings.of(of.counts);
                for (int row = 0; row < none.length; row++) {
                    none[row] *= 1 - Scorer.probability(of.weights.score(rows, row));
                }
            }
        }
        return complements(none);
    }

    private static boolean asks(RuleSet ruleSet, int threat) {
        return ruleSet.overall() == null || ruleSet.threats().get(threat).overall();
    }

    private static double[] complements(double[] none) {
        double[] any = new double[none.length];
        for (int row = 0; row < none.length; row++) {
            any[row] = 1 - none[row];
        }
        return any;
    }
}
