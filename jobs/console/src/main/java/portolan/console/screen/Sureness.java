// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.ToldShares;

/** How sure a score is: a share of offences where inspections bear it out; until then it only ranks. */
public final class Sureness {
    /** What stands beside scores that only rank. */
    public static final String ONLY_RANKS = "bits only rank: no inspection bears them out yet";

    private Sureness() {}

    /**
     * What a score means.
     *
     * @param ruleSet that gave it; null where its text is not at hand
     * @return null where it only ranks
     */
    public static ToldShares.@Nullable Point of(@Nullable RuleSet ruleSet, String threat, double score) {
        ToldShares told = ruleSet == null ? null : ruleSet.told();
        Threat overall = ruleSet == null ? null : ruleSet.overall();
        return told == null || overall == null || !overall.name().equals(threat) ? null : told.at(Bits.unitsOf(score));
    }
}
