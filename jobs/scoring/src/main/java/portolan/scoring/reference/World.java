// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.List;

/**
 * Everything that is known of the world from publications, or from our tables where one is not given; immutable.
 *
 * @param found what was found and what stands in for the rest: a line a kind
 */
public record World(
        Locations locations,
        HarmonizedSystem goods,
        Countries countries,
        Currencies currencies,
        ContainerSizes containerSizes,
        Distances distances,
        ExchangeRates rates,
        DutyRates dutyRates,
        ChapterNorms norms,
        List<String> found) {
    /** Reads all tables; faults, by file and line, are added to the list. */
    public static World load(ReferenceFiles files, List<String> faults) throws IOException {
        Found notes = new Found();
        return new World(
                Locations.load(files, notes, faults),
                HarmonizedSystem.load(files, notes, faults),
                Countries.load(files, notes, faults),
                Currencies.load(files, notes, faults),
                ContainerSizes.load(files, notes, faults),
                Distances.load(files, notes, faults),
                ExchangeRates.load(files, notes, faults),
                DutyRates.load(files, notes, faults),
                ChapterNorms.load(files, faults),
                notes.lines());
    }

    /** Nautical miles between two UN/LOCODEs along the great circle; NaN when it is not known where a place is. */
    public double greatCircle(String from, String to) {
        Coordinates start = locations.at(from);
        Coordinates end = locations.at(to);
        return start == null || end == null ? Double.NaN : start.milesTo(end);
    }
}
