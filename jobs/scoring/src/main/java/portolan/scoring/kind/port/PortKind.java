// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Part;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.sketch.Place;

/**
 * One memory a port, keyed {@code tenant|port|LOCODE}: moves of containers teach it, and bills by sea with containers ask
 * it, of their ports of transshipment and of discharge.
 *
 * <p>What a bill states of a port teaches nothing of it. What was found says nothing about how long boxes stay.
 */
public final class PortKind extends KindOf<PortMemory> {
    private static final String PORT = "|port|";

    private PortKind() {
        super("port", Set.of(Part.ROUTING, Part.EQUIPMENT, Part.FIGURES), PortMemory::new, PortMemory::of);
    }

    /** This kind with what it answers, as the settings have it. */
    public static Remembered<PortMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new PortKind(), new PortMeasure(), settings.retention());
    }

    static String port(String key) {
        return key.substring(key.lastIndexOf('|') + 1);
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        if (consignment.mode() != TransportMode.SEA || consignment.equipment().isEmpty()) {
            return List.of();
        }
        List<String> keys = new ArrayList<>(2);
        add(keys, consignment, consignment.discharge());
        for (Leg leg : consignment.routing()) {
            if (leg.function() == LegFunction.TRANSSHIP && keys.size() < MOST_KEYS) {
                add(keys, consignment, leg);
            }
        }
        return keys;
    }

    private static void add(List<String> keys, Consignment consignment, @Nullable Leg leg) {
        String port = leg == null ? null : Place.locode(leg.locode());
        if (port != null) {
            String key = consignment.tenant() + PORT + port;
            if (!keys.contains(key)) {
                keys.add(key);
            }
        }
    }

    @Override
    public List<String> keysOf(ContainerMove move) {
        return List.of(move.tenant() + PORT + move.where());
    }
}
