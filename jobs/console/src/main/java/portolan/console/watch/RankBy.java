// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import portolan.scoring.score.Stake;

/**
 * What decides which consignments a list shows first.
 *
 * <p>By duty or value it is the amount at stake times the probability that any threat is real. Amounts of different
 * currencies are not compared: euro stand first, other currencies below in alphabetical order, and last, by risk, what
 * has no such amount.
 */
public enum RankBy {
    /** The strictest lane first, in it the highest score. */
    RISK,
    /** Duty that is likely to be missed. */
    DUTY,
    /** Value that is likely to be an offence's. */
    VALUE;

    private static final Comparator<BoardEntry> RISKIEST_FIRST = Comparator.comparing(BoardEntry::lane)
            .thenComparing(Comparator.comparingDouble(BoardEntry::bits).reversed())
            .thenComparing(Comparator.comparingLong(BoardEntry::scoredAt).reversed())
            .thenComparing(BoardEntry::consignmentKey);

    Comparator<BoardEntry> order() {
        return this == RISK
                ? RISKIEST_FIRST
                : Comparator.comparing(this::currency)
                        .thenComparing(Comparator.comparingDouble(this::atRisk).reversed())
                        .thenComparing(RISKIEST_FIRST);
    }

    /** Sorts euro before, and nothing at stake behind, every other currency. */
    private String currency(BoardEntry entry) {
        Stake stake = entry.stake();
        if (stake == null || amount(stake) == null) {
            return "~";
        }
        return stake.currency().equals("EUR") ? "" : stake.currency();
    }

    private double atRisk(BoardEntry entry) {
        Stake stake = entry.stake();
        Double amount = stake == null ? null : amount(stake);
        return amount == null ? 0 : amount * entry.anyProbability();
    }

    private @Nullable Double amount(Stake stake) {
        return this == DUTY ? stake.duty() : Double.valueOf(stake.value());
    }
}
