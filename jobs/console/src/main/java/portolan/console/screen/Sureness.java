// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.Collection;
import java.util.Locale;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Moved;

/** How sure a score is: a probability once inspections have had their say in it, bits that only rank until then. */
public final class Sureness {
    /** What stands beside scores that only rank. */
    public static final String ONLY_RANKS = "bits only rank: no inspection bears them out yet";

    private Sureness() {}

    /** Whether inspections had moved the prior or the calibration of a threat, as in releases until 0.2.0. */
    public static boolean isBorneOut(Collection<String> contributions) {
        return contributions.contains(Moved.learned(RuleSet.PRIOR)) || contributions.contains(Moved.CALIBRATION);
    }

    /** "9 in 10", or "+3.2 bits" where nothing bears that out. */
    public static String inWords(double bits, double probability, boolean borneOut) {
        return borneOut ? Odds.inWords(probability) : String.format(Locale.ROOT, "%+.1f bits", bits);
    }
}
