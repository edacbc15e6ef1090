// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

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
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Sourcing;

/** One memory an HS subheading, keyed {@code tenant|commodity|six digits}. */
public final class CommodityKind extends KindOf<CommodityMemory> {
    CommodityKind(Bounds bounds) {
        super(
                "commodity",
                Set.of(Part.ITEMS, Part.DESCRIPTIONS, Part.ROUTING),
                () -> new CommodityMemory(bounds),
                in -> CommodityMemory.of(in, bounds));
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<CommodityMemory> remembered(MemorySettings settings) {
        return new Remembered<>(
                new CommodityKind(new Bounds(settings)), new CommodityIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        List<String> keys = new ArrayList<>();
        for (String subheading : HeaviestCodes.of(consignment, HeaviestCodes.SUBHEADING)) {
            keys.add(consignment.tenant() + "|commodity|" + subheading);
        }
        return List.copyOf(keys);
    }

    @Override
    public void learn(CommodityMemory memory, String key, Consignment consignment) {
        memory.learn(consignment, CommodityMemory.subheading(key));
    }

    @Override
    public void retract(CommodityMemory memory, String key, Consignment consignment) {
        memory.retract(consignment, CommodityMemory.subheading(key));
    }

    @Override
    public void learnOutcome(CommodityMemory memory, String key, Consignment consignment, Outcome outcome) {
        memory.learn(Sourcing.of(consignment, CommodityMemory.subheading(key)), outcome);
    }

    @Override
    public void retractOutcome(CommodityMemory memory, String key, Consignment consignment, Outcome outcome) {
        memory.retract(Sourcing.of(consignment, CommodityMemory.subheading(key)), outcome);
    }
}
