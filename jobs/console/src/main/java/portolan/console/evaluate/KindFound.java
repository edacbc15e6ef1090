// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much of one kind of consignment, a scheme or a look-alike, stands at the top of a ranking.
 *
 * @param n how many of the kind there are
 * @param shares of the kind among the top 1, 2, 5 and 10 %
 */
record KindFound(String kind, int n, List<Double> shares) {
    KindFound {
        shares = List.copyOf(shares);
    }

    double among(int percent) {
        return shares.get(Detection.PERCENTS.indexOf(percent));
    }

    /**
     * The kinds, by name.
     *
     * @param kindOf null where a consignment is of no kind
     */
    static List<KindFound> of(List<Examined> consignments, Ranking ranking, Function<Label, @Nullable String> kindOf) {
        Map<String, Integer> all = count(consignments, kindOf);
        List<Map<String, Integer>> tops = new ArrayList<>();
        for (int percent : Detection.PERCENTS) {
            tops.add(count(ranking.top(percent), kindOf));
        }
        List<KindFound> found = new ArrayList<>();
        new TreeMap<>(all)
                .forEach((kind, n) -> found.add(new KindFound(
                        kind,
                        n,
                        tops.stream()
                                .map(top -> (double) top.getOrDefault(kind, 0) / n)
                                .toList())));
        return found;
    }

    private static Map<String, Integer> count(List<Examined> consignments, Function<Label, @Nullable String> kindOf) {
        Map<String, Integer> counts = new HashMap<>();
        for (Examined each : consignments) {
            String kind = kindOf.apply(each.label());
            if (kind != null) {
                counts.merge(kind, 1, Integer::sum);
            }
        }
        return counts;
    }
}
