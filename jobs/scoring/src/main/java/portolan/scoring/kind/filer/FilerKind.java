// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.filer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;
import portolan.scoring.sketch.FilerId;

/**
 * One memory a filer, keyed {@code tenant|filer|ID}, and one a carrier, keyed {@code tenant|filer|carrier:CODE}. Ids
 * are in upper case, so that no filer can pass for a carrier.
 */
public final class FilerKind extends KindOf<FilerMemory> {
    static final String FILER = "|filer|";
    static final String CARRIER = "|filer|carrier:";

    FilerKind(Bounds bounds) {
        super(
                "filer",
                // Who carries is in the key.
                Set.of(Part.PARTIES, Part.EQUIPMENT, Part.ROUTING, Part.FIGURES),
                () -> new FilerMemory(bounds),
                in -> FilerMemory.read(in, bounds));
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<FilerMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new FilerKind(new Bounds(settings)), new FilerIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        List<String> keys = new ArrayList<>(2);
        String filer = FilerId.ofFiler(consignment);
        if (filer != null) {
            keys.add(consignment.tenant() + FILER + filer);
        }
        String carrier = FilerId.ofCarrier(consignment);
        if (carrier != null) {
            keys.add(consignment.tenant() + CARRIER + carrier);
        }
        return keys;
    }

    @Override
    public void learn(FilerMemory memory, String key, Consignment consignment) {
        memory.learn(key, consignment);
    }

    @Override
    public void retract(FilerMemory memory, String key, Consignment consignment) {
        memory.retract(key, consignment);
    }

    @Override
    public void learnOutcome(FilerMemory memory, String key, Consignment consignment, Outcome outcome) {
        memory.learn(key, outcome);
    }

    @Override
    public void retractOutcome(FilerMemory memory, String key, Consignment consignment, Outcome outcome) {
        memory.retract(key, outcome);
    }
}
