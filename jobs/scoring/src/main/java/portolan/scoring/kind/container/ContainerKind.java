// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Part;

/**
 * One memory a container, keyed {@code tenant|container|number}.
 *
 * <p>Only numbers with the right check digit are remembered: a mistyped one would be another box's past. A bill of more
 * than eight boxes has its first eight remembered, since most bills do not say how its mass is spread over them.
 */
public final class ContainerKind extends KindOf<ContainerMemory> {
    private ContainerKind() {
        super(
                "container",
                Set.of(Part.PARTIES, Part.ROUTING, Part.CONVEYANCE, Part.FIGURES, Part.EQUIPMENT),
                ContainerMemory::new,
                ContainerMemory::of);
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<ContainerMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new ContainerKind(), new ContainerIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        if (consignment.equipment().isEmpty()) {
            return List.of();
        }
        List<String> keys = new ArrayList<>(2);
        for (Equipment unit : consignment.equipment()) {
            String number = ContainerNumber.valid(unit.id());
            if (number != null) {
                String key = consignment.tenant() + "|container|" + number;
                if (!keys.contains(key)) {
                    keys.add(key);
                }
            }
            if (keys.size() == MOST_KEYS) {
                break;
            }
        }
        return keys;
    }

    @Override
    public List<String> keysOf(ContainerMove move) {
        return List.of(move.tenant() + "|container|" + move.equipmentId());
    }

    @Override
    public void withdraw(ContainerMemory memory, String key, Consignment consignment, Instant at) {
        memory.withdraw(consignment, at);
    }
}
