// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.base;

import java.util.List;
import java.util.Set;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;

/**
 * One memory a shard of all consignments, keyed {@code tenant|base|0 to 7}.
 *
 * <p>Traffic says nothing about the share of offences.
 */
public final class BaseRateKind extends KindOf<BaseRateMemory> {
    BaseRateKind(Bounds bounds) {
        super("base", Set.of(), () -> new BaseRateMemory(bounds), in -> BaseRateMemory.of(in, bounds));
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<BaseRateMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new BaseRateKind(new Bounds(settings)), new BaseRateIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        return List.of(consignment.tenant() + "|base|" + BaseRateMemory.shard(consignment.key()));
    }
}
