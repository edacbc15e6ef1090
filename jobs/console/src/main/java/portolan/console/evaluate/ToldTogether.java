// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was told on the feeds of several seeds, and what was observed, added up by band of probability. */
record ToldTogether(List<List<WorldFigures.Told>> seeds) {
    /** What is told below this asks for nothing. */
    static final double TOLD = 0.02;
    /** A band with fewer expected offences says nothing. */
    private static final double ENOUGH = 20;

    /** By how much more was predicted than observed, over all that were told more than 2 %; below 1 for less. */
    double overstated() {
        double predicted = 0;
        int offences = 0;
        for (WorldFigures.Told band : bands().values()) {
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
        for (WorldFigures.Told band : bands().values()) {
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

    /** By where they begin. */
    Map<Double, WorldFigures.Told> bands() {
        Map<Double, WorldFigures.Told> bands = new TreeMap<>();
        for (List<WorldFigures.Told> seed : seeds) {
            for (WorldFigures.Told band : seed) {
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
