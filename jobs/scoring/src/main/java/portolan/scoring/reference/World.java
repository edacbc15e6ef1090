// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.List;

/** Everything that is known of the world from publications, or from our tables where one is not given; immutable. */
public final class World {
    private final Locations locations;
    private final HarmonizedSystem goods;
    private final Countries countries;
    private final Currencies currencies;
    private final ContainerSizes containerSizes;
    private final Distances distances;
    private final ExchangeRates rates;
    private final DutyRates dutyRates;
    private final ChapterNorms norms;
    private final List<String> found;

    private World(ReferenceFiles files, List<String> faults) throws IOException {
        Found notes = new Found();
        this.locations = Locations.load(files, notes, faults);
        this.goods = HarmonizedSystem.load(files, notes, faults);
        this.countries = Countries.load(files, notes, faults);
        this.currencies = Currencies.load(files, notes, faults);
        this.containerSizes = ContainerSizes.load(files, notes, faults);
        this.distances = Distances.load(files, notes, faults);
        this.rates = ExchangeRates.load(files, notes, faults);
        this.dutyRates = DutyRates.load(files, notes, faults);
        this.norms = ChapterNorms.load(files, faults);
        this.found = notes.lines();
    }

    /** Reads all tables; faults, by file and line, are added to the list. */
    public static World load(ReferenceFiles files, List<String> faults) throws IOException {
        return new World(files, faults);
    }

    public Locations locations() {
        return locations;
    }

    public HarmonizedSystem goods() {
        return goods;
    }

    public Countries countries() {
        return countries;
    }

    public Currencies currencies() {
        return currencies;
    }

    public ContainerSizes containerSizes() {
        return containerSizes;
    }

    public Distances distances() {
        return distances;
    }

    public ExchangeRates rates() {
        return rates;
    }

    public DutyRates dutyRates() {
        return dutyRates;
    }

    public ChapterNorms norms() {
        return norms;
    }

    /** Nautical miles between two UN/LOCODEs along the great circle; NaN when it is not known where a place is. */
    public double greatCircle(String from, String to) {
        Coordinates start = locations.at(from);
        Coordinates end = locations.at(to);
        return start == null || end == null ? Double.NaN : start.milesTo(end);
    }

    /** What was found and what stands in for the rest: a line a kind. */
    public List<String> found() {
        return found;
    }
}
