// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.List;
import java.util.Set;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Part;
import portolan.scoring.manifest.PartyKey;

/** One memory a shipper, keyed {@code tenant|shipper|party key}. */
public final class ShipperKind extends KindOf<ShipperMemory> {
    ShipperKind(Bounds bounds) {
        super(
                "shipper",
                Set.of(
                        Part.PARTIES,
                        Part.NAMES,
                        Part.CONTACTS,
                        Part.ITEMS,
                        Part.DESCRIPTIONS,
                        Part.ROUTING,
                        Part.CONVEYANCE,
                        Part.FIGURES),
                () -> new ShipperMemory(bounds),
                in -> ShipperMemory.read(in, bounds));
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<ShipperMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new ShipperKind(new Bounds(settings)), new ShipperIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        PartyKey shipper = PartyKey.of(consignment.shipper());
        return shipper == null ? List.of() : List.of(consignment.tenant() + "|shipper|" + shipper.value());
    }
}
