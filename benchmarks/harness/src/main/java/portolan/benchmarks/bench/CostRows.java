// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of a table of costs, the same for all repetitions: each that is worth one in any of them.
 *
 * @param names the largest first
 */
record CostRows(List<String> names) {
    /** What is worth no row of its own. */
    static final String LITTLE = "little of each";

    private static final double LEAST_SHARE = 0.005;

    CostRows {
        names = List.copyOf(names);
    }

    /** @param all what each repetition took, by name */
    static CostRows of(Collection<Map<String, Long>> all) {
        Map<String, Double> largest = new TreeMap<>();
        for (Map<String, Long> one : all) {
            double total = total(one);
            one.forEach((name, took) -> largest.merge(name, took / total, Math::max));
        }
        return new CostRows(largest.entrySet().stream()
                .filter(row -> row.getValue() >= LEAST_SHARE)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList());
    }

    /** What share of one repetition's cost each row has; none, too, is a share. */
    Map<String, Double> shares(Map<String, Long> one) {
        double total = total(one);
        Map<String, Double> shares = new LinkedHashMap<>();
        double rest = total;
        for (String name : names) {
            long took = one.getOrDefault(name, 0L);
            shares.put(name, took / total);
            rest -= took;
        }
        shares.put(LITTLE, rest / total);
        return shares;
    }

    private static double total(Map<String, Long> one) {
        return one.values().stream().mapToLong(Long::longValue).sum();
    }
}
