// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One way of ranking on the feeds of several seeds: means of shares; counts of schemes added up.
 */
record SeedsTogether(List<WorldFigures.Found> seeds) {
    double mean(ToDoubleFunction<WorldFigures.Found> figure) {
        return seeds.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    Map<String, WorldFigures.Scheme> schemes() {
        Map<String, WorldFigures.Scheme> all = new TreeMap<>();
        for (WorldFigures.Found seed : seeds) {
            seed.schemes()
                    .forEach((name, of) -> all.merge(
                            name,
                            of,
                            (one, other) -> new WorldFigures.Scheme(
                                    one.offences() + other.offences(), one.found() + other.found())));
        }
        return all;
    }

    ToldTogether told() {
        return new ToldTogether(seeds.stream().map(WorldFigures.Found::told).toList());
    }
}
