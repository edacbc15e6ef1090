// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.math.BigDecimal;
import java.util.Locale;
import portolan.console.screen.Odds;
import portolan.scoring.score.Moved;

/**
 * One line of a score: what it adds, and why.
 *
 * @param name of the rule, {@code prior}, {@code suppressed:RULE}, {@code cap:GROUP}, or of what is {@link #isMoved}
 * @param bits that it adds, a multiple of 1/1024
 * @param why in the reader's language
 * @param without the lane without it and all that moved it or was taken of it, as a lane's name; empty where the lane stays
 */
public record Share(String name, double bits, String why, String without) {
    /** The bits to the last digit: a multiple of 1/1024 has at most ten decimals. */
    public String exact() {
        return new BigDecimal(bits).stripTrailingZeros().toPlainString();
    }

    /** As people read it: "+3.21". */
    public String shown() {
        return String.format(Locale.ROOT, "%+.2f", bits);
    }

    /** By how much it multiplies or divides the odds: "x9.3", "÷190". */
    public String times() {
        return bits < 0 ? '÷' + Odds.times(-bits).substring(1) : Odds.times(bits);
    }

    /** Whether a release until 0.2.0 put it there, and nobody wrote it. */
    public boolean isMoved() {
        return Moved.isMoved(name);
    }
}
