// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.score.Stake;

/**
 * How the engine ranks consignments by what it costs to miss them: the probability that any threat is real times the
 * duty, or the value, at stake. What has no such amount, or one of nothing, stands below all that has, by probability.
 */
final class StakeRanks {
    private final Map<String, Double> byDuty = new HashMap<>();
    private final Map<String, Double> byValue = new HashMap<>();
    private final Set<String> currencies = new TreeSet<>();
    private boolean anyDuty;

    /** The last assessment of a consignment counts. */
    void assessed(String consignmentKey, double probability, @Nullable Stake stake) {
        if (stake != null) {
            currencies.add(stake.currency());
            anyDuty |= stake.duty() != null;
        }
        byDuty.put(consignmentKey, rank(probability, stake == null ? null : stake.duty()));
        byValue.put(consignmentKey, rank(probability, stake == null ? null : stake.value()));
    }

    private static double rank(double probability, @Nullable Double amount) {
        return amount != null && amount > 0 ? probability * amount : probability - 1;
    }

    /** Ranks by consignment key; empty where nothing is at stake, or in several currencies. */
    Map<String, Map<String, Double>> byName() {
        Map<String, Map<String, Double>> byName = new LinkedHashMap<>();
        if (currencies.size() == 1) {
            if (anyDuty) {
                byName.put("engine x duty at stake", byDuty);
            }
            byName.put("engine x value at stake", byValue);
        }
        return byName;
    }

    /** Why there is no such ranking where there could be one; null where there is one, or nothing to rank by. */
    @Nullable
    String whyNot() {
        return currencies.size() > 1
                ? "no rows by what is at stake: the assessments have it in several currencies, " + currencies
                        + "; give exchange rates to score"
                : null;
    }
}
