// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.Collection;
import java.util.Locale;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Worth;

/** How sure a score is: a probability once inspections have had their say in it, bits that only rank until then. */
public final class Sureness {
    /** What stands beside scores that only rank. */
    public static final String ONLY_RANKS = "bits only rank: no inspection bears them out yet";

    private Sureness() {}

    /** Whether inspections have moved the prior or the calibration of a threat, by the names of its contributions. */
    public static boolean isBorneOut(Collection<String> contributions) {
        return contributions.contains(Worth.learned(RuleSet.PRIOR)) || contributions.contains(RuleSet.CALIBRATION);
    }

    /** "9 in 10", or "+3.2 bits" where nothing bears that out. */
    public static String inWords(double bits, double probability, boolean borneOut) {
        return borneOut ? Odds.inWords(probability) : String.format(Locale.ROOT, "%+.1f bits", bits);
    }
}
