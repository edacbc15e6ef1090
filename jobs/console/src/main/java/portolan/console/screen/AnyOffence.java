// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portolan.scoring.score.Moved;

/** The probability of any offence, from what an assessment says of each threat. */
public final class AnyOffence {
    private final List<Set<String>> rules = new ArrayList<>();
    private final Set<String> said = new HashSet<>();
    private double highest;
    private double none = 1;

    /**
     * Takes what is said of a threat.
     *
     * @param contributions names of all that adds to its score
     */
    public void add(double probability, List<String> contributions) {
        Set<String> own = new HashSet<>(contributions);
        // Caps may differ, and what moved scores once; which rules count does not.
        own.removeIf(name -> name.indexOf(':') >= 0 || name.equals(Moved.CALIBRATION));
        rules.add(own);
        said.addAll(own);
        highest = Math.max(highest, probability);
        none *= 1 - probability;
    }

    /**
     * The highest where one threat says all that others say, as an overall one does; else that any of them is real, were
     * they independent.
     *
     * @return 0 to 1
     */
    public double probability() {
        return rules.stream().anyMatch(own -> own.containsAll(said)) ? highest : 1 - none;
    }
}
