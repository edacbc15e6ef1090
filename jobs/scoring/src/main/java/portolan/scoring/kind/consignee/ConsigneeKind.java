// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import java.util.List;
import java.util.Set;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Part;
import portolan.scoring.manifest.PartyKey;

/** One memory a consignee, keyed {@code tenant|consignee|party key}; of a bill to order, its notify party's. */
public final class ConsigneeKind extends KindOf<ConsigneeMemory> {
    ConsigneeKind(Bounds bounds) {
        super(
                "consignee",
                Set.of(Part.PARTIES, Part.NAMES, Part.ITEMS, Part.DESCRIPTIONS, Part.EQUIPMENT),
                () -> new ConsigneeMemory(bounds),
                in -> new ConsigneeMemory(in, bounds));
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<ConsigneeMemory> remembered(MemorySettings settings) {
        return new Remembered<>(
                new ConsigneeKind(new Bounds(settings)), new ConsigneeIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        PartyKey consignee = PartyKey.of(consignment.receiver());
        return consignee == null ? List.of() : List.of(consignment.tenant() + "|consignee|" + consignee.value());
    }

    /** Only of a box that somebody fetches for a consignee. */
    @Override
    public List<String> keysOf(ContainerMove move) {
        PartyKey consignee = move.consignee();
        return consignee == null || move.haulier() == null || move.kind() != ContainerMove.Kind.GATE_OUT
                ? List.of()
                : List.of(move.tenant() + "|consignee|" + consignee.value());
    }
}
