// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.List;
import java.util.Map;

/**
 * How well one feed of one world was judged. Shares are from 0 to 1.
 *
 * @param artefact what the feed was made with beyond the usual; empty for nothing
 * @param consignments that the feed has
 * @param judged consignments of the last quarter of its time, those left out that were withdrawn
 * @param offences among the judged
 * @param missing judged without an assessment; they rank last
 * @param written by the rule set's own weights: ranked by the highest threat's bits
 * @param fitted by weights fitted to the truth of another feed, named here: ranked by the probability of any threat
 * @param finds that were told before the last quarter; 0 where nothing was to be learned
 * @param learned by a second opinion that was put in force every four weeks, which began with the weights that were fitted
 *     to another world, named here; under this one's name with those that are written
 * @param trials what was found where other things were told
 * @param primed by weights and a prior over memories that were both fitted to another world, named here
 * @param rules those that fired for any of the judged
 */
public record WorldFigures(
        String world,
        long seed,
        String artefact,
        int consignments,
        int judged,
        int offences,
        int missing,
        Found written,
        Map<String, Found> fitted,
        int finds,
        Map<String, Learned> learned,
        List<Trial> trials,
        Map<String, Primed> primed,
        List<RuleUse> rules) {
    /** Of a report that was written before anything was learned, nothing. */
    @SuppressWarnings("ConstantValue") // Jackson fills what is missing with null.
    public WorldFigures {
        learned = learned == null ? Map.of() : learned;
        trials = trials == null ? List.of() : trials;
        primed = primed == null ? Map.of() : primed;
    }

    /**
     * What one way of ranking found.
     *
     * @param precisionAt1 share of offences among the riskiest 1 %
     * @param shareAt5 share of the offences that are among the riskiest 5 %
     * @param schemes by scheme, how many of its offences are among the riskiest 5 %
     * @param told what was told, in bands of probability, lowest first
     */
    public record Found(
            double precisionAt1,
            double shareAt5,
            double auc,
            double aucMargin,
            Map<String, Scheme> schemes,
            List<Told> told) {}

    /**
     * What a second opinion found.
     *
     * @param whole ranked by it alone
     * @param half by turns with the list that it stands beside
     */
    public record Learned(Found whole, Found half) {}

    /**
     * What was found where other things were told.
     *
     * @param kind of trial
     * @param finds that were told before the last quarter
     * @param shares of the offences that are among the riskiest 5 %: of each quarter, or as the kind of trial has it
     * @param hitRate share of the last quarter's inspections that found an offence; NaN where nobody picks
     * @param told what fits said that scores mean, in the last quarter; empty where they only rank
     */
    public record Trial(String kind, String name, int finds, List<Double> shares, double hitRate, List<Told> told) {
        @SuppressWarnings("ConstantValue") // Jackson fills what is missing with null.
        public Trial {
            told = told == null ? List.of() : told;
        }

        /** Of which nobody asks what scores mean. */
        Trial(String kind, String name, int finds, List<Double> shares, double hitRate) {
            this(kind, name, finds, shares, hitRate, List.of());
        }
    }

    /**
     * What a prior found.
     *
     * @param before any find
     * @param after a second opinion was put in force every four weeks
     */
    public record Primed(Found before, Found after) {}

    /** Offences of one scheme. */
    public record Scheme(int offences, int found) {}

    /**
     * Consignments by the probability that they were told.
     *
     * @param predicted sum of their probabilities
     */
    public record Told(double from, int consignments, double predicted, int offences) {}

    /**
     * One rule on the judged.
     *
     * @param fired consignments for which it added or took bits
     * @param offences among those
     * @param bits mean of what it added where it fired
     * @param misleads clean consignments among the riskiest 5 % for which no rule added more
     */
    public record RuleUse(String rule, int fired, int offences, double bits, int misleads) {}
}
