// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.learning.FiredRules.Stratum;
import portolan.scoring.manifest.Finding;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Learning;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Worth;
import portolan.scoring.rules.Worth.Bound;

/**
 * Moves the weights of a rule set by what inspections found: a logistic regression a threat whose offset is what is
 * written, with a ridge that pulls back to it, so that rules that hold together share what they are moved by.
 *
 * <p>Every inspection teaches. Whoever was not drawn has an intercept of its own by how it was chosen: what a choice
 * sees beyond the rules moves that, and finds are held against what was chosen alike (Prentice and Pyke, "Logistic
 * disease incidence models and case-control studies", Biometrika 66, 1979). Only draws move the prior, each by the
 * inverse of its share. What is then added up is believed as far as its slope over draws and reds says (Cox, "Two
 * further applications of a model for binary regression", Biometrika 45, 1958).
 *
 * @param moves by threat, units by rule, and of the prior at last
 * @param slopes by threat, in 1/1024
 */
@SuppressWarnings("ArrayRecordComponent") // Goes into a Worth, which nobody compares.
record Fit(long[][] moves, int[] slopes) {
    /** Nothing moves. */
    static final Fit NONE = new Fit(new long[0][], new int[0]);

    /** Fewer teach nothing but chance. */
    private static final int LEAST_INSPECTIONS = 30;

    private static final int LEAST_FINDS = 5;

    /** A sum is never believed for less than a quarter, nor for more than it says. */
    private static final double LEAST_SLOPE = 0.25;

    /** Evidence of so many bits is what the prior number of inspections says of a slope. */
    private static final double USUAL_EVIDENCE = 4;

    /** No draw stands for more, lest one mistyped share outweigh all others. */
    private static final double MOST_WEIGHT = 4;

    /** Intercepts stand behind the prior in this order, which is never stored. */
    private static final List<Stratum> CHOSEN = Arrays.stream(Stratum.values())
            .filter(each -> each != Stratum.DRAWN)
            .toList();

    private static final double LN_2 = StrictMath.log(2);

    /**
     * @param inspected in a fixed order
     * @param bounds by rule
     */
    static Fit of(RuleSet ruleSet, Collection<Inspected> inspected, @Nullable Bound[] bounds) {
        Learning learning = ruleSet.learning();
        List<Example> examples = examples(ruleSet, inspected);
        List<Threat> threats = ruleSet.threats();
        long[][] moves = new long[threats.size()][];
        int[] slopes = new int[threats.size()];
        for (int t = 0; t < moves.length; t++) {
            OfThreat fit = new OfThreat(ruleSet, t, learning, examples, bounds);
            moves[t] = fit.moves();
            slopes[t] = fit.slope(moves[t]);
        }
        return new Fit(moves, slopes);
    }

    private static List<Example> examples(RuleSet ruleSet, Collection<Inspected> inspected) {
        Map<Long, Integer> places = new HashMap<>();
        for (int r = 0; r < ruleSet.rules().size(); r++) {
            places.put(ruleSet.rules().get(r).conditionHash(), r);
        }
        List<Example> examples = new ArrayList<>();
        for (Inspected each : inspected) {
            examples.add(new Example(each, places, ruleSet.rules()));
        }
        return examples;
    }

    /** An inspection, by the rules of one rule set. */
    private static final class Example {
        private final Inspected inspected;
        private final LocalDate day;
        private final Stratum stratum;
        private final boolean drawn;
        private final int[] rules;
        private final long[] units;

        Example(Inspected inspected, Map<Long, Integer> places, List<Rule> rules) {
            FiredRules fired = inspected.fired();
            this.inspected = inspected;
            this.day = LocalDate.ofEpochDay(Hours.day(Hours.of(inspected.orderTime())));
            this.stratum = fired.stratum();
            this.drawn = stratum == Stratum.DRAWN;
            int count = 0;
            int[] found = new int[fired.rules().length];
            long[] added = new long[found.length];
            for (int i = 0; i < found.length; i++) {
                Integer place = places.get(fired.rules()[i]);
                if (place != null) {
                    found[count] = place;
                    // Of an expression that was changed, what it added then is all that is known.
                    added[count++] = rules.get(place).constantUnits().orElse(fired.units()[i]);
                }
            }
            this.rules = Arrays.copyOf(found, count);
            this.units = Arrays.copyOf(added, count);
        }

        boolean isFindOf(Threat threat) {
            return inspected.found() != null && threat.finds().contains(inspected.found());
        }

        /** Whether it is known what it says of a threat: what may be one of its finds may be none. */
        boolean says(Threat threat) {
            Finding found = inspected.found();
            return found == null || isFindOf(threat) || !found.mayBeOneOf(threat.finds());
        }
    }

    /** The fit of one threat. */
    private static final class OfThreat {
        private final RuleSet ruleSet;
        private final int threat;
        private final Learning learning;
        private final List<Example> examples;
        private final @Nullable Bound[] bounds;
        private final boolean[] finds;
        private final double[] weights;
        private final boolean anyDrawn;
        private final boolean isEnough;

        OfThreat(RuleSet ruleSet, int threat, Learning learning, List<Example> examples, @Nullable Bound[] bounds) {
            this.ruleSet = ruleSet;
            this.threat = threat;
            this.learning = learning;
            this.bounds = bounds;
            this.examples = examples.stream()
                    .filter(example -> example.says(ruleSet.threats().get(threat)))
                    .filter(example -> example.stratum != Stratum.RED || isRed(example))
                    .toList();
            this.finds = new boolean[this.examples.size()];
            this.weights = weights(this.examples);
            int count = 0;
            boolean drawn = false;
            for (int i = 0; i < finds.length; i++) {
                Example example = this.examples.get(i);
                finds[i] = example.isFindOf(ruleSet.threats().get(threat));
                count += finds[i] ? 1 : 0;
                drawn |= example.drawn && !isInPrior(example);
            }
            this.anyDrawn = drawn;
            this.isEnough = finds.length >= LEAST_INSPECTIONS && count >= LEAST_FINDS && count < finds.length;
        }

        /** For how many each stands: a draw by the inverse of its share, one on average; all others for themselves. */
        private static double[] weights(List<Example> examples) {
            double[] shares = examples.stream()
                    .filter(example -> example.drawn)
                    .mapToDouble(example -> example.inspected.fired().share())
                    .filter(share -> share > 0)
                    .sorted()
                    .toArray();
            // One that is mistyped must not take their weight from all others.
            double least = shares.length == 0 ? 1 : shares[(shares.length - 1) / 2] / MOST_WEIGHT;
            double[] weights = new double[examples.size()];
            double sum = 0;
            int draws = 0;
            for (int i = 0; i < weights.length; i++) {
                double share = examples.get(i).inspected.fired().share();
                if (examples.get(i).drawn && share > 0) {
                    weights[i] = least / StrictMath.max(least, share);
                    sum += weights[i];
                    draws++;
                }
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = weights[i] == 0 ? 1 : StrictMath.min(MOST_WEIGHT, weights[i] * draws / sum);
            }
            return weights;
        }

        /** Who was red for another threat was inspected for that, whatever this one said. */
        private boolean isRed(Example example) {
            Threat one = ruleSet.threats().get(threat);
            return one.prior() + counted(example, new long[0], new Bound[0])
                    >= one.lanes().red();
        }

        /** Whether what it taught of the prior is in what is written. */
        private boolean isInPrior(Example example) {
            LocalDate before = ruleSet.threats().get(threat).adoptedBefore();
            return before != null && example.day.isBefore(before);
        }

        /** Units by rule, and of the prior. */
        long[] moves() {
            List<Rule> rules = ruleSet.rules();
            long[] moves = new long[rules.size() + 1];
            if (!isEnough) {
                return moves;
            }
            int[] columns = columns();
            int ofPrior = columns[rules.size()];
            Logistic logistic = new Logistic(ofPrior + 1 + CHOSEN.size());
            double precision = learning.prior() / 4 * LN_2 * LN_2;
            for (int column = 0; column <= ofPrior; column++) {
                logistic.pullBack(column, precision);
            }
            if (!anyDrawn) {
                logistic.leave(ofPrior);
            }
            for (int i = 0; i < finds.length; i++) {
                Example example = examples.get(i);
                int[] held = new int[example.rules.length + 1];
                int count = 0;
                for (int rule : example.rules) {
                    if (columns[rule] >= 0 && !ruleSet.hasAdopted(rule, threat, example.day)) {
                        held[count++] = columns[rule];
                    }
                }
                if (!example.drawn) {
                    held[count++] = ofPrior + 1 + CHOSEN.indexOf(example.stratum);
                } else if (!isInPrior(example)) {
                    held[count++] = ofPrior;
                }
                double offset =
                        Bits.ofUnits(ruleSet.threats().get(threat).prior() + counted(example, new long[0], bounds));
                logistic.add(offset, Arrays.copyOf(held, count), finds[i], weights[i]);
            }
            double[] fitted = logistic.fit();
            for (int r = 0; r < moves.length; r++) {
                if (columns[r] >= 0) {
                    long most = learning.most();
                    moves[r] = StrictMath.max(-most, StrictMath.min(most, Bits.toUnits(fitted[columns[r]])));
                }
            }
            return moves;
        }

        /** By rule, where it stands in the regression; -1 where nothing moves it. The prior follows all rules. */
        private int[] columns() {
            List<Rule> rules = ruleSet.rules();
            boolean[] seen = new boolean[rules.size()];
            for (Example example : examples) {
                for (int rule : example.rules) {
                    seen[rule] |= !ruleSet.hasAdopted(rule, threat, example.day);
                }
            }
            int[] columns = new int[rules.size() + 1];
            int count = 0;
            for (int r = 0; r < rules.size(); r++) {
                boolean moves =
                        seen[r] && ruleSet.counts(r, threat) && !rules.get(r).isFrozen();
                columns[r] = moves ? count++ : -1;
            }
            columns[rules.size()] = count;
            return columns;
        }

        /** In 1/1024, how far the sum of prior, written and learned bits is to be believed. */
        int slope(long[] moves) {
            if (!isEnough) {
                return Worth.AS_IT_IS;
            }
            Slope slope = new Slope(learning.prior() / 4 * LN_2 * LN_2 * USUAL_EVIDENCE);
            double prior = Bits.ofUnits(ruleSet.threats().get(threat).prior() + moves[moves.length - 1]);
            for (int i = 0; i < finds.length; i++) {
                Example example = examples.get(i);
                if (example.drawn || example.stratum == Stratum.RED) {
                    double evidence = Bits.ofUnits(counted(example, moves, bounds));
                    slope.add(prior, evidence, example.drawn, finds[i], weights[i]);
                }
            }
            double believed = StrictMath.max(LEAST_SLOPE, StrictMath.min(1, slope.fit()));
            return (int) StrictMath.rint(believed * Worth.AS_IT_IS);
        }

        /** Units that an example's rules add, moved, bound and capped. */
        private long counted(Example example, long[] moves, @Nullable Bound[] by) {
            return ruleSet.counted(threat, example.rules, example.units, moves, by);
        }
    }
}
