// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One way of ranking on the feeds of several seeds: means of shares; counts of schemes and of what was told added up.
 */
record SeedsTogether(List<WorldFigures.Found> seeds) {
    /** What is told below this asks for nothing. */
    private static final double TOLD = 0.02;
    /** A band with fewer expected offences says nothing. */
    private static final double ENOUGH = 20;

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

    /** By how much more was predicted than observed, over all that were told more than 2 %; below 1 for less. */
    double overstated() {
        double predicted = 0;
        int offences = 0;
        for (WorldFigures.Told band : told().values()) {
            if (band.from() >= TOLD) {
                predicted += band.predicted();
                offences += band.offences();
            }
        }
        return predicted / offences;
    }

    /** The band above 2 % whose prediction is furthest off; 1 where none holds enough. */
    double furthest() {
        double furthest = 1;
        for (WorldFigures.Told band : told().values()) {
            if (band.from() >= TOLD && band.predicted() >= ENOUGH) {
                double factor = band.predicted() / Math.max(0.5, band.offences());
                furthest = off(factor) > off(furthest) ? factor : furthest;
            }
        }
        return furthest;
    }

    private static double off(double factor) {
        return Math.max(factor, 1 / factor);
    }

    private Map<Double, WorldFigures.Told> told() {
        Map<Double, WorldFigures.Told> bands = new TreeMap<>();
        for (WorldFigures.Found seed : seeds) {
            for (WorldFigures.Told band : seed.told()) {
                bands.merge(
                        band.from(),
                        band,
                        (one, other) -> new WorldFigures.Told(
                                one.from(),
                                one.consignments() + other.consignments(),
                                one.predicted() + other.predicted(),
                                one.offences() + other.offences()));
            }
        }
        return bands;
    }
}
