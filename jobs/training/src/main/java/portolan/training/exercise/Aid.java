// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import java.util.Locale;

/** What a trainee sees beside the filing. */
public enum Aid {
    /** What is known of the parties' past. */
    HISTORY,
    /** Who shares a telephone, an address, a box or a seal with whom. */
    LINKS,
    /** The engine's reasons. */
    REASONS,
    /** The engine's score and lane. */
    SCORE;

    /** As an exercise writes it: "history". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
