// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container or other unit that the goods travel in; masses in kilograms. */
public record Equipment(
        String id,
        @Nullable String sizeType,
        @Nullable PackedStatus packedStatus,
        List<Seal> seals,
        @Nullable Double tareKg,
        @Nullable Double vgmKg,
        @Nullable Double setTemperatureC) {
    public Equipment {
        seals = List.copyOf(seals);
    }
}
