// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import portolan.scoring.score.RuleSetRef;

/**
 * What inspections taught while a feed was scored.
 *
 * @param how "off", "shadow" where nothing was put in force, "adopt" where each fit was
 * @param fits in order of time
 */
public record ScoreLearning(String how, List<Fit> fits) {
    /** Nothing was fitted. */
    public static final ScoreLearning OFF = new ScoreLearning("off", List.of());

    public ScoreLearning {
        fits = List.copyOf(fits);
    }

    /**
     * One fit, and how it did until the next.
     *
     * @param from epoch milliseconds of order time
     * @param ruleSet that it was written as
     * @param finds that taught it
     * @param rows that it was fitted to
     * @param consignments that were first assessed until the next fit
     * @param red of them by the rule set without fits
     * @param told of them the finds that this feed tells at any time
     * @param found of those among as many that are riskiest by this fit
     * @param foundBefore among the red by the rule set without fits
     */
    public record Fit(
            long from,
            RuleSetRef ruleSet,
            int finds,
            int rows,
            long consignments,
            long red,
            long told,
            long found,
            long foundBefore) {
        private String toJson() {
            return "{\"from\": \"" + Instant.ofEpochMilli(from) + "\", \"version\": " + ruleSet.version()
                    + ", \"hash\": \"" + ruleSet.hash() + "\", \"finds\": " + finds + ", \"rows\": " + rows
                    + ", \"consignments\": " + consignments + ", \"red\": " + red + ", \"told\": " + told
                    + ", \"found\": " + found + ", \"foundBefore\": " + foundBefore + "}";
        }
    }

    String toJson() {
        return "{\"how\": \"" + how + "\", \"fits\": "
                + fits.stream().map(fit -> "\n    " + fit.toJson()).collect(Collectors.joining(",", "[", "]")) + "}";
    }
}
