// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Seal;

/** A box or a trailer as filed. */
record Unit(
        String id,
        boolean valid,
        @Nullable String sizeType,
        List<Seal> seals,
        int tareKg,
        @Nullable Integer setPoint) {
    Unit {
        seals = List.copyOf(seals);
    }

    Unit sealed(String number, String by) {
        return new Unit(id, valid, sizeType, List.of(new Seal(number, by, "1")), tareKg, setPoint);
    }

    String seal() {
        return seals.isEmpty() ? "" : seals.get(0).getNumber();
    }
}
