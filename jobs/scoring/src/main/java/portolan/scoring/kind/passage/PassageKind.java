// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.passage;

import java.util.List;
import java.util.Set;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Part;
import portolan.scoring.sketch.FilerId;
import portolan.scoring.sketch.Place;

/**
 * One memory a carrier and country of loading, keyed {@code tenant|passage|CARRIER|CN}.
 *
 * <p>What was found says nothing about which way ships go.
 */
public final class PassageKind extends KindOf<PassageMemory> {
    static final String PASSAGE = "|passage|";

    private PassageKind() {
        super("passage", Set.of(Part.ITEMS, Part.ROUTING), PassageMemory::new, PassageMemory::of);
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<PassageMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new PassageKind(), new PassageIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        String carrier = FilerId.ofCarrier(consignment);
        String country = Place.countryOfLoading(consignment);
        return carrier == null || country == null
                ? List.of()
                : List.of(consignment.tenant() + PASSAGE + carrier + '|' + country);
    }
}
